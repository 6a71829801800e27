import { describe, expect, it } from 'vitest'
import { about, whom } from '../src/dashboard/audit/about'
import { dayShort } from '../src/lib/format'

const said = (details: Record<string, string>): Record<string, string> =>
  Object.fromEntries(about(details).map(({ label, value }) => [label, value]))

describe('what the audit trail says', () => {
  it('names targets by their days', () => {
    expect(said({ entries: '2026-11-27=7 2026-12-01=-' })).toEqual({
      'Calls a day': `7 from ${dayShort('2026-11-27')}, none from ${dayShort('2026-12-01')}`,
    })
    expect(said({ employeeId: 'a', entries: '2026-12-01=-' })).toEqual({
      'Calls a day': `as everybody from ${dayShort('2026-12-01')}`,
    })
  })

  it('says a few entries of a long plan, and how many more there are', () => {
    const entries = Array.from({ length: 31 }, (_, day) => `2026-01-${String(day + 1).padStart(2, '0')}=-`)
    const few = [1, 2, 3, 4, 5].map((day) => `none from ${dayShort(`2026-01-0${day}`)}`).join(', ')
    expect(said({ entries: entries.join(' ') })).toEqual({ 'Calls a day': `${few} and 26 others` })
  })

  it('says of lists of names what came and what went', () => {
    expect(said({ outcomes: 'Sold | Later → Sold | Never' })).toEqual({ Outcomes: 'added Never; removed Later' })
    expect(said({ teams: ' → North' })).toEqual({ Teams: 'added North' })
    expect(said({ teams: 'A | B | C | D | E | F | G → G' })).toEqual({ Teams: 'removed A, B, C, D, E and 1 other' })
    expect(said({ outcomes: 'A | B → B | A' })).toEqual({ Outcomes: 'in another order' })
  })

  it('says that a plan is empty', () => {
    expect(said({ entries: '' })).toEqual({ 'Calls a day': 'no target' })
    expect(said({ employeeId: 'a', entries: '' })).toEqual({ 'Calls a day': 'as everybody' })
  })

  it('calls fields, filters and modes as the rest of the dashboard does, and leaves the version out', () => {
    expect(said({ employeeId: 'a', callId: 'b', fields: 'contactName, duration', version: '2' })).toEqual({
      Fields: 'Name, Length',
    })
    expect(said({ fields: 'name, phone, team' })).toEqual({ Fields: 'Name, Phone, Team' })
    expect(said({ filters: 'callType, text' })).toEqual({ Filters: 'Direction, Search' })
    expect(said({ role: 'employee → manager' })).toEqual({ Role: 'Employee → Manager' })
    expect(said({ recording: 'Off → AllParty' })).toEqual({ Recording: 'Off → With everybody’s consent' })
  })

  it('says days as dates, and what it does not know as it was written down', () => {
    expect(said({ from: '2026-09-02', to: 'x', shape: 'round' })).toEqual({
      From: dayShort('2026-09-02'),
      To: 'x',
      shape: 'round',
    })
  })

  it('knows whom an entry is about', () => {
    expect(whom({ employeeId: 'a' })).toEqual(['a'])
    expect(whom({ employeeIds: 'a b', count: '3' })).toEqual(['a', 'b'])
    expect(whom({ count: '3' })).toEqual([])
  })
})
