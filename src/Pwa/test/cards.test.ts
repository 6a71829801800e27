import { describe, expect, it } from 'vitest'
import { rowHeight } from '../src/dashboard/calls/cards'
import { type Column, columns } from '../src/dashboard/calls/columns'

const usual: Column[] = ['when', 'employee', 'contact', 'kind', 'length', 'outcome']

describe('a call in the list', () => {
  it('takes a line more for what stands on one of its own, and none for what is not shown', () => {
    expect(rowHeight('small', usual)).toBe(5.5)
    expect(rowHeight('small', ['contact', 'when', 'outcome'])).toBe(4)
    expect(rowHeight('small', ['contact'])).toBe(2.5)
    expect(rowHeight('medium', usual)).toBe(4)
    expect(rowHeight('medium', ['contact', 'employee', 'when'])).toBe(2.5)
    expect(rowHeight('wide', usual)).toBe(3)
  })

  it('has a place for each column', () => {
    for (const column of columns) {
      const alone = Math.max(rowHeight('small', [column]), rowHeight('medium', [column]))
      expect(alone, column).toBe(2.5)
    }
  })
})
