import { describe, expect, it } from 'vitest'
import { grouped, isOverdue, isReminding, nextOnes } from '../src/tasks/order'
import { suggestions } from '../src/tasks/suggestions'
import { assignment } from './device'

const zone = 'Europe/London'
const now = Date.parse('2026-11-22T12:00:00.000Z')

describe('assignments', () => {
  it('stand by when they are due: late ones, today’s, later ones, those without a date, and what is over', () => {
    const late = assignment({ dueDay: '2026-11-20' })
    const later = assignment({ dueDay: '2026-11-23' })
    const todays = assignment({ dueDay: '2026-11-22' })
    const soon = assignment({ dueDay: '2026-11-22', dueAt: '2026-11-22T13:00:00.000Z' })
    const passed = assignment({ dueDay: '2026-11-22', dueAt: '2026-11-22T11:59:00.000Z' })
    const whenever = assignment({ dueDay: null })
    const done = assignment({ state: 'done', dueDay: '2026-11-20', closedAt: '2026-11-22T08:00:00.000Z' })
    const called = assignment({ state: 'called', closedAt: '2026-11-22T09:00:00.000Z' })
    const groups = grouped([whenever, done, later, todays, called, soon, passed, late], now, zone)
    expect(groups).toEqual({
      overdue: [late, passed],
      today: [soon, todays],
      later: [later],
      whenever: [whenever],
      over: [called, done],
    })
    expect(nextOnes(groups)).toEqual([late, passed, soon, todays, later, whenever])
  })

  it('go by when the person means to call again, before the day that was set', () => {
    const again = assignment({ dueDay: '2026-11-20', followUpAt: '2026-11-24T09:00:00.000Z' })
    expect(grouped([again], now, zone).later).toEqual([again])
    expect(isOverdue(again, now, zone)).toBe(false)
    expect(isOverdue(again, Date.parse('2026-11-24T09:00:00.000Z'), zone)).toBe(true)
  })

  it('are due until the end of the organisation’s day, wherever the phone is', () => {
    const todays = assignment({ dueDay: '2026-11-22' })
    const before = Date.parse('2026-11-22T23:59:59.000Z')
    expect(isOverdue(todays, before, zone)).toBe(false)
    expect(isOverdue(todays, before + 1_000, zone)).toBe(true)
    expect(isOverdue(todays, before + 1_000, 'America/New_York')).toBe(false)
  })

  it('remind of what is open alone', () => {
    const remindAt = '2026-11-22T11:00:00.000Z'
    expect(isReminding(assignment({ remindAt }), now)).toBe(true)
    expect(isReminding(assignment({ remindAt, state: 'done' }), now)).toBe(false)
    expect(isReminding(assignment({ remindAt: '2026-11-22T13:00:00.000Z' }), now)).toBe(false)
  })
})

describe('times to call again', () => {
  it('are by the organisation’s wall clock, and Monday is not offered twice', () => {
    // A Sunday in London; already Monday in Auckland.
    expect(suggestions(now, zone)).toEqual([
      { name: 'inAnHour', at: now + 3_600_000 },
      { name: 'tomorrow', at: Date.parse('2026-11-23T09:00:00.000Z') },
    ])
    expect(suggestions(now, 'Pacific/Auckland')).toEqual([
      { name: 'inAnHour', at: now + 3_600_000 },
      { name: 'tomorrow', at: Date.parse('2026-11-23T20:00:00.000Z') },
      { name: 'nextWeek', at: Date.parse('2026-11-29T20:00:00.000Z') },
    ])
  })
})
