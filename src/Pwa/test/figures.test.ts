import { describe, expect, it } from 'vitest'
import { csvOf } from '../src/dashboard/charts/save'
import { splitOf } from '../src/dashboard/charts/split'

describe('outcomes', () => {
  const outcomes = (n: number) => Array.from({ length: n }, (_, i) => ({ outcome: `Outcome ${i}`, calls: 100 - i }))

  it('are all shown while they are few, those without one last', () => {
    const split = splitOf([...outcomes(2), { outcome: null, calls: 500 }])
    expect(split.map(({ name, calls, isChosen }) => [name, calls, isChosen])).toEqual([
      ['Outcome 0', 100, true],
      ['Outcome 1', 99, true],
      ['No outcome', 500, false],
    ])
  })

  it('become one row where they are many, and no call is lost', () => {
    const all = [...outcomes(20), { outcome: null, calls: 7 }]
    const split = splitOf(all)
    expect(split).toHaveLength(9)
    expect(split[7]?.name).toBe('13 other outcomes')
    const sum = (some: { calls: number }[]) => some.reduce((calls, each) => calls + each.calls, 0)
    expect(sum(split)).toBe(sum(all))
  })
})

describe('the file of a chart', () => {
  it('has the numbers as a spreadsheet computes with them, and runs nothing', () => {
    const csv = csvOf({
      head: ['Name', 'Calls', 'Talk time', 'Target'],
      rows: [
        { key: 'a', name: 'Ada, "the first"', cells: [1234, { text: '1h 2m', value: 3720 }, -5] },
        { key: 'b', name: '=HYPERLINK("x")', cells: [0, { text: 'none', value: '' }, { text: '', value: '@x' }] },
      ],
    })
    expect(csv).toBe(
      '\ufeffName,Calls,Talk time,Target\r\n"Ada, ""the first""",1234,3720,-5\r\n"\'=HYPERLINK(""x"")",0,,\'@x\r\n',
    )
  })
})
