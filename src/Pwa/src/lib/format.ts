import { addDays, dayOf } from './days'

/** Undefined means the person's own locale. */
let locale: string | undefined

export function useLocale(next: string | undefined): void {
  locale = next
  cache.clear()
}

const cache = new Map<string, unknown>()
function once<T>(key: string, make: () => T): T {
  if (!cache.has(key)) cache.set(key, make())
  return cache.get(key) as T
}

export const number = (value: number): string => once('n', () => new Intl.NumberFormat(locale)).format(value)

export const percent = (ratio: number): string =>
  once('p', () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })).format(ratio)

export const signedPercent = (ratio: number): string =>
  once(
    'sp',
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }),
  ).format(ratio)

const unit = (value: number, name: string): string =>
  once(`u${name}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'narrow' })).format(value)

/** 0 s, 45 s, 2 m 05 s, 1 h 04 m: two units at most. */
export function duration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds))
  const h = Math.floor(total / 3600)
  const m = Math.floor((total % 3600) / 60)
  const s = total % 60
  if (h > 0) return m > 0 ? `${unit(h, 'hour')} ${unit(m, 'minute')}` : unit(h, 'hour')
  if (m > 0) return s > 0 ? `${unit(m, 'minute')} ${unit(s, 'second')}` : unit(m, 'minute')
  return unit(s, 'second')
}

export const time = (iso: string, timeZone?: string): string =>
  once(`t${timeZone}`, () => new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone })).format(
    Date.parse(iso),
  )

export const dateTime = (iso: string, timeZone?: string): string =>
  once(`dt${timeZone}`, () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })).format(
    Date.parse(iso),
  )

/** Makes what the first screen writes with, while there is nothing to do but wait: the first of each takes a slow phone tens of milliseconds. */
export function prepareFormats(now: number, timeZone: string): void {
  const iso = new Date(now).toISOString()
  const day = dayOf(now, timeZone)
  number(0)
  duration(3_660)
  duration(61)
  time(iso, timeZone)
  dayLong(day)
  dayShort(day)
}

const utcNoon = (day: string): number => Date.parse(`${day}T12:00:00.000Z`)

const isThisYear = (day: string): boolean => Number(day.slice(0, 4)) === new Date().getFullYear()

const dayFormat = (key: string, options: Intl.DateTimeFormatOptions, day: string, year: boolean): string =>
  once(year ? `${key}y` : key, () => {
    const all: Intl.DateTimeFormatOptions = { ...options, timeZone: 'UTC', ...(year && { year: 'numeric' }) }
    return new Intl.DateTimeFormat(locale, all)
  }).format(utcNoon(day))

/** With its year where that is not this one. */
export const dayLong = (day: string): string =>
  dayFormat('dl', { weekday: 'long', day: 'numeric', month: 'long' }, day, !isThisYear(day))

/** With its year where that is not this one. */
export const dayShort = (day: string): string => dayFormat('ds', { day: 'numeric', month: 'short' }, day, !isThisYear(day))

/** On an axis, whose days follow each other. */
export const dayTick = (day: string): string => dayFormat('ds', { day: 'numeric', month: 'short' }, day, false)

export const weekdayShort = (mondayFirst: number): string =>
  once('ws', () => new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })).format(
    utcNoon(addDays('2024-01-01', mondayFirst)),
  )

/** "today" and "yesterday" in the person's language, else the date. */
export function dayName(day: string, today: string): string {
  const relative = once('r', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  if (day === today) return capitalise(relative.format(0, 'day'))
  if (day === addDays(today, -1)) return capitalise(relative.format(-1, 'day'))
  return dayLong(day)
}

export const dayToday = (): string => once('r', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(0, 'day')

export function ago(then: number, now: number): string {
  const relative = once('ra', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
  const seconds = Math.round((then - now) / 1000)
  if (seconds > -60) return relative.format(0, 'second')
  if (seconds > -3600) return relative.format(Math.round(seconds / 60), 'minute')
  if (seconds > -86_400) return relative.format(Math.round(seconds / 3600), 'hour')
  return relative.format(Math.round(seconds / 86_400), 'day')
}

const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
