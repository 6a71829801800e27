import { addDays, daysBetween } from '../lib/days'
import type { Place } from './routes'

/** The days that a place asks for, inclusive, in the organisation's calendar. */
export function daysOf({ range, from, to }: Pick<Place, 'range' | 'from' | 'to'>, today: string): { from: string; to: string } {
  if (range === 'custom') return { from, to }
  return { from: range === 'today' ? today : addDays(today, 1 - Number(range)), to: today }
}

export type RangeError = 'day' | 'order' | 'long'

/** Of figures, as in GetDashboard.cs; both days count. Calls are listed from as far back as there are. */
export const mostDays = 366

/** A day of the calendar in this century, as YYYY-MM-DD. */
export const isDay = (text: string): boolean =>
  /^20\d\d-\d\d-\d\d$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) === true

/** Why the server would refuse these days. */
export function rangeError({ view, from, to }: Pick<Place, 'view' | 'from' | 'to'>): RangeError | undefined {
  if (![from, to].every(isDay)) return 'day'
  if (from > to) return 'order'
  return view !== 'calls' && daysBetween(from, to) >= mostDays ? 'long' : undefined
}
