import { describe, expect, it } from 'vitest'
import { figuresOf, outcomesOf } from '../src/dashboard/calls/outcomes'
import { parsePlace } from '../src/dashboard/routes'

describe('the outcomes that calls are asked for by', () => {
  it('are those that the organisation has, and those that calls still carry', () => {
    const counted = [{ outcome: 'Sold' }, { outcome: 'Call back' }, { outcome: null }]
    expect(outcomesOf(['Sold', 'Later'], counted, '')).toEqual({ offered: ['Sold', 'Later'], former: ['Call back'] })
    expect(outcomesOf(['Sold'], [{ outcome: 'Call back' }], 'Call back').former).toEqual(['Call back'])
  })

  it('have the chosen one before the calls are counted', () => {
    expect(outcomesOf(['Sold'], [], 'Voicemail').former).toEqual(['Voicemail'])
  })

  it('are counted over the days of the list, and a year of them at most', () => {
    expect(figuresOf(parsePlace('#/calls?range=7'), '2026-11-30')).toBe('/dashboard?from=2026-11-24&to=2026-11-30')
    const long = parsePlace('#/calls?range=custom&from=2024-01-01&to=2025-12-31')
    expect(figuresOf(long, '2026-11-30')).toBe('/dashboard?from=2024-12-31&to=2025-12-31')
  })
})
