import { describe, expect, it } from 'vitest'
import type { Exclusion, Settings } from '../src/contract'
import { phoneReader } from '../src/dashboard/employees/phones'
import { paste, readEntry } from '../src/dashboard/settings/exclusions'
import { changesOf, check, draftOf, merge, moved, type Values, valuesOf } from '../src/dashboard/settings/values'
import { org } from '../src/i18n/org'

const number = (text: string, label: string | null = null, prefix = false): Exclusion => ({ number: text, prefix, label })
const doctor = number('+442079460000', 'Doctor')
const works = number('+442079461111', 'Works council')
const office = number('+44207946', 'Office', true)

const settings: Settings = {
  name: 'OOAK',
  timeZone: 'Europe/London',
  defaultCountry: 'GB',
  outcomes: ['Sold', 'Call back'],
  teams: ['Nord'],
  lockMinutes: 10,
  recording: 'off',
  privateCalls: 'off-server',
  exclusions: [doctor],
  exclusionsVersion: 3,
  version: 7,
}
const values = (changes: Partial<Values> = {}): Values => ({ ...valuesOf(draftOf(settings)), ...changes })

describe('what is sent of the settings', () => {
  it('is the version alone when nothing changed', () => expect(changesOf(settings, values())).toEqual({ version: 7 }))

  it('is what changed, and nothing else', () =>
    expect(changesOf(settings, values({ recording: 'notice', exclusions: [doctor, works] }))).toEqual({
      version: 7,
      recording: 'notice',
      exclusions: [doctor, works],
    }))

  it('sees a new order, a new label, and a prefix in place of a number', () => {
    expect(changesOf(settings, values({ outcomes: ['Call back', 'Sold'] })).outcomes).toEqual(['Call back', 'Sold'])
    expect(changesOf(settings, values({ exclusions: [{ ...doctor, label: null }] })).exclusions).toHaveLength(1)
    expect(changesOf(settings, values({ exclusions: [{ ...doctor, prefix: true }] })).exclusions).toHaveLength(1)
  })

  it('does not count spaces around a name', () => {
    const draft = draftOf(settings)
    const typed = { ...draft, outcomes: draft.outcomes.map((row) => ({ ...row, name: ` ${row.name} ` })) }
    expect(changesOf(settings, valuesOf(typed))).toEqual({ version: 7 })
  })
})

describe('two managers at once', () => {
  it('keeps mine where I changed it, and takes theirs elsewhere', () => {
    const mine = values({ recording: 'notice' })
    const theirs = values({ lockMinutes: 5, outcomes: ['Won'] })
    expect(merge(values(), mine, theirs)).toEqual({
      values: values({ recording: 'notice', lockMinutes: 5, outcomes: ['Won'] }),
      contested: [],
    })
  })

  it('names what both changed, unless to the same', () => {
    const mine = values({ recording: 'notice', lockMinutes: 5 })
    expect(merge(values(), mine, values({ recording: 'all-party', lockMinutes: 5 }))).toEqual({
      values: values({ recording: 'notice', lockMinutes: 5 }),
      contested: ['recording'],
    })
  })

  it('merges the numbers one by one', () => {
    const base = values({ exclusions: [doctor, works] })
    const mine = values({ exclusions: [works, office] })
    const added = number('+442079462222', 'Union')
    expect(merge(base, mine, values({ exclusions: [doctor, works, added] })).values.exclusions).toEqual([works, added, office])
    // What they removed stays removed, though I had it on the screen.
    expect(merge(base, mine, values({ exclusions: [doctor] })).values.exclusions).toEqual([office])
  })

  it('has a number once that both added under different names, as mine', () => {
    const mine = { ...works, label: 'Council' }
    const result = merge(values(), values({ exclusions: [doctor, mine] }), values({ exclusions: [doctor, works] }))
    expect(result.values.exclusions).toEqual([doctor, mine])
  })
})

describe('what the server would refuse', () => {
  const found = (changes: Partial<Values>) => Object.keys(check(values(changes), org.check))
  it.each<[Partial<Values>, string[]]>([
    [{}, []],
    [{ outcomes: [] }, ['outcomes']],
    [{ outcomes: ['Sold', '', 'SOLD'] }, ['outcomes[1]', 'outcomes[2]']],
    [{ lockMinutes: 0 }, []],
    [{ lockMinutes: 120 }, []],
    [{ lockMinutes: 121 }, ['lockMinutes']],
    [{ lockMinutes: Number.NaN }, ['lockMinutes']],
  ])('%j: %j', (changes, places) => expect(found(changes)).toEqual(places))

  it.each(['', '1.5', '-1', '1e2', 'ten'])('takes no minutes from %j', (minutes) =>
    expect(valuesOf({ ...draftOf(settings), minutes }).lockMinutes).toBeNaN(),
  )
})

describe('moving an outcome', () => {
  it('swaps neighbours and stops at the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  })
})

describe('numbers for the list', async () => {
  const read = await phoneReader('GB')

  it('reads many lines, as people have them', () => {
    const lines = [
      '020 7946 0000, Doctor',
      '+49 30 23125000\tWerkarzt',
      '',
      '+44 20 7946*;  Head   office',
      '+4930 23125 000',
      'none',
    ]
    expect(paste([doctor], lines.join('\r\n'), read)).toEqual({
      list: [doctor, number('+493023125000', 'Werkarzt'), number('+44207946', 'Head office', true)],
      added: 2,
      known: 2,
      left: [{ text: 'none', problem: 'number' }],
    })
  })

  it('ends at 500, and gives back what is over', () => {
    const full = Array.from({ length: 499 }, (_, n) => number(`+44207946${1000 + n}`))
    const { added, left } = paste(full, '+493023125000\n+493023125001', read)
    expect({ added, left }).toEqual({ added: 1, left: [{ text: '+493023125001', problem: 'full' }] })
  })

  it('refuses half a number, a prefix without its country, and a long label', () => {
    expect(readEntry('030', false, '', read)).toBe('number')
    expect(readEntry('0207946', true, '', read)).toBe('prefix')
    expect(readEntry('+44', true, '', read)).toBe('prefix')
    expect(readEntry('+441', true, '', read)).toEqual(number('+441', null, true))
    expect(readEntry('020 7946 0000', false, 'x'.repeat(61), read)).toBe('label')
  })
})
