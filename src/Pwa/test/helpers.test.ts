import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { backoff } from '../src/lib/backoff'
import { addDays, dayOf, daysBetween, instantOf, startOfDay, wallTime, weekdayOf } from '../src/lib/days'
import * as format from '../src/lib/format'
import { greetingName } from '../src/lib/names'
import { normalizePhone } from '../src/lib/phone'
import { uuidv7 } from '../src/lib/uuid'

describe('UUIDv7', () => {
  const ones = (length: number) => new Uint8Array(length).fill(0xff)
  it('matches RFC 9562: time, version, variant', () => {
    expect(uuidv7(0x017f22e279b0, ones)).toBe('017f22e2-79b0-7fff-bfff-ffffffffffff')
  })
  it('sorts by time', () => {
    expect(uuidv7(1_700_000_000_000, ones) < uuidv7(1_700_000_000_001, () => new Uint8Array(10))).toBe(true)
  })
})

describe('a wall clock', () => {
  it.each([
    ['Asia/Kolkata', '2026-11-27T22:14:00.000Z', '2026-11-28T03:44'],
    ['America/St_Johns', '2026-11-27T03:10:00.000Z', '2026-11-26T23:40'],
    ['Europe/Berlin', '2026-03-29T01:00:00.000Z', '2026-03-29T03:00'],
    ['Pacific/Kiritimati', '2026-01-01T10:00:00.000Z', '2026-01-02T00:00'],
  ])('in %s, %s shows %s', (zone, instant, wall) => {
    expect(wallTime(Date.parse(instant), zone)).toBe(wall)
    expect(instantOf(wall, zone)).toBe(Date.parse(instant))
  })
  it('shows no time where none was typed', () => expect(instantOf('', 'Europe/Berlin')).toBeNaN())
  it('knows an hour that is left out or comes twice', () => {
    const minute = 60_000
    for (let at = Date.parse('2026-10-24T20:00:00Z'); at < Date.parse('2026-10-25T06:00:00Z'); at += 15 * minute) {
      const wall = wallTime(at, 'Europe/Berlin')
      expect(wallTime(instantOf(wall, 'Europe/Berlin'), 'Europe/Berlin')).toBe(wall)
    }
    expect(Math.abs(instantOf('2026-03-29T02:30', 'Europe/Berlin') - Date.parse('2026-03-29T01:00:00Z'))).toBeLessThanOrEqual(
      60 * minute,
    )
  })
  it.each([
    ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
  ])('in %s takes %s for the second of both, and while that has not been for the first', (zone, wall, first, second) => {
    expect(instantOf(wall, zone)).toBe(Date.parse(second))
    expect(instantOf(wall, zone, Date.parse(second))).toBe(Date.parse(second))
    expect(instantOf(wall, zone, Date.parse(second) - 1)).toBe(Date.parse(first))
  })
})

describe('a greeting', () => {
  it.each([
    ['Ada Novak', 'Ada'],
    ['  Zoë  Müller', 'Zoë'],
    ['אבי כהן', 'אבי'],
    ['عبد الرحمن منصور', 'عبد الرحمن منصور'],
    ['', ''],
  ])('of %s says %s', (name, said) => expect(greetingName(name)).toBe(said))
})

describe('phone numbers', () => {
  it.each([
    ['+44 7700 900123', '+447700900123'],
    ['+1 (212) 555-0100', '+12125550100'],
    ['07700 900123', '07700900123'],
    ['*#06#', '*#06#'],
    ['0800,,1;2', '0800,,1;2'],
    ['   ', null],
    ['call me', undefined],
    ['+44', '+44'],
    ['a+1', undefined],
    ['1'.repeat(33), undefined],
  ])('%s → %s', (typed, stored) => expect(normalizePhone(typed)).toBe(stored))
})

describe('days of the organisation', () => {
  it('change at its midnight, not at the device’s', () => {
    expect(dayOf('2026-11-22T23:30:00.000Z', 'Asia/Tokyo')).toBe('2026-11-23')
    expect(dayOf('2026-11-22T23:30:00.000Z', 'America/New_York')).toBe('2026-11-22')
  })
  it.each([
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22', 'Asia/Kolkata', '2026-11-21T18:30:00.000Z'],
    ['2026-03-29', 'Europe/London', '2026-03-29T00:00:00.000Z'],
    ['2026-03-30', 'Europe/London', '2026-03-29T23:00:00.000Z'],
    ['2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z'],
    ['2026-10-26', 'Europe/London', '2026-10-26T00:00:00.000Z'],
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-09-27', 'Pacific/Auckland', '2026-09-26T12:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    ['2026-03-29', 'Asia/Beirut', '2026-03-28T22:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
  ])('%s starts in %s at %s', (day, zone, instant) => {
    expect(new Date(startOfDay(day, zone)).toISOString()).toBe(instant)
  })
  it('count across months and know their weekday', () => {
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01')
    expect(daysBetween('2026-02-27', '2026-03-01')).toBe(2)
    expect(weekdayOf('2026-11-22')).toBe(6)
  })
})

describe('formats', () => {
  beforeEach(() => format.useLocale('en-GB'))
  afterEach(() => {
    format.useLocale(undefined)
    vi.useRealTimers()
  })
  it.each([
    [0, '0s'],
    [45, '45s'],
    [60, '1m'],
    [125, '2m 5s'],
    [3_600, '1h'],
    [3_725, '1h 2m'],
  ])('%i s is %s', (seconds, text) => expect(format.duration(seconds)).toBe(text))
  it('names today and yesterday, and dates before', () => {
    expect(format.dayName('2026-11-22', '2026-11-22')).toBe('Today')
    expect(format.dayName('2026-11-21', '2026-11-22')).toBe('Yesterday')
    vi.setSystemTime('2026-11-22T12:00:00Z')
    expect(format.dayName('2026-11-20', '2026-11-22')).toBe('Friday 20 November')
  })
  it('says the year where it is not this one, but on an axis', () => {
    vi.setSystemTime('2026-11-22T12:00:00Z')
    expect(format.dayShort('2025-12-20')).toBe('20 Dec 2025')
    expect(format.dayLong('2025-12-20')).toMatch(/20 December 2025$/)
    expect(format.dayTick('2025-12-20')).toBe('20 Dec')
    expect(format.dayShort('2026-01-20')).toBe('20 Jan')
  })
  it('follows the locale', () => {
    format.useLocale('de-DE')
    expect(format.dayName('2026-11-22', '2026-11-22')).toBe('Heute')
    expect(format.number(1234567)).toBe('1.234.567')
  })
})

describe('backoff', () => {
  it('doubles, spreads by half, and ends at five minutes', () => {
    expect(backoff(1, () => 0)).toBe(250)
    expect(backoff(1, () => 1)).toBe(500)
    expect(backoff(3, () => 1)).toBe(2_000)
    expect(backoff(99, () => 1)).toBe(300_000)
  })
})
