import { addDays } from '../lib/days'
import type { Place } from './routes'

/** The days that a place asks for, inclusive, in the organisation's calendar. */
export function daysOf({ range, from, to }: Pick<Place, 'range' | 'from' | 'to'>, today: string): { from: string; to: string } {
  if (range === 'custom') return { from, to }
  return { from: range === 'today' ? today : addDays(today, 1 - Number(range)), to: today }
}
