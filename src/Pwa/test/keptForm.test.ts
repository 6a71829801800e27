import { describe, expect, it } from 'vitest'
import { blankForm, type FormState, formOf } from '../src/app/draft'
import { typedThen, worthKeeping } from '../src/app/typed'
import { unconfirmed } from '../src/sync/project'
import { draft, employeeId } from './device'

describe('what is kept of a form', () => {
  const opened = formOf(unconfirmed(draft({ contactName: 'Anna', notes: 'Old' }), employeeId), 'UTC')
  it('is what differs from what it opened with', () => {
    expect(worthKeeping({ name: 'Anna', notes: 'New' }, opened, false)).toEqual({ notes: 'New' })
    expect(worthKeeping({ kind: { ...(opened.kind as NonNullable<FormState['kind']>) } }, opened, false)).toBeUndefined()
    expect(worthKeeping({}, opened, false)).toBeUndefined()
  })
  it('is any change of a call that is there, and of a new one what was typed', () => {
    expect(worthKeeping({ outcome: 'Sold' }, opened, false)).toEqual({ outcome: 'Sold' })
    expect(worthKeeping({ outcome: 'Sold', private: true }, blankForm, true)).toBeUndefined()
    expect(worthKeeping({ outcome: 'Sold', phone: '1' }, blankForm, true)).toEqual({ outcome: 'Sold', phone: '1' })
    expect(worthKeeping({ when: '2026-11-22T12:00' }, blankForm, true)).toEqual({ when: '2026-11-22T12:00' })
  })
})

describe('a time that was typed earlier', () => {
  const at = Date.parse('2026-11-22T12:00:40Z')
  const restored = (when: FormState['when'] | undefined, later: number, isNew = true) =>
    typedThen({ typed: when === undefined ? {} : { when }, at }, isNew, at + later, 'Asia/Kolkata').when
  it('means what it meant then', () => {
    expect(restored(null, 3_600_000)).toBe('2026-11-22T17:30')
    expect(restored(undefined, 3_600_000)).toBe('2026-11-22T17:30')
    expect(restored(15, 3_600_000)).toBe('2026-11-22T17:15')
    expect(restored('2026-11-20T08:00', 3_600_000)).toBe('2026-11-20T08:00')
  })
  it('is still "now" within the minute, and where the clock was set back', () => {
    expect(restored(null, 59_000)).toBeNull()
    expect(restored(15, -86_400_000)).toBe(15)
  })
  it('is that of the call where one is edited', () => {
    expect(restored(undefined, 3_600_000, false)).toBeUndefined()
    expect(restored(60, 3_600_000, false)).toBe('2026-11-22T16:30')
  })
})
