import { addDays, daysBetween } from '../../lib/days'
import { daysOf, mostDays } from '../range'
import type { Place } from '../routes'

/** What calls of these days can be asked for: what the organisation has, and what calls have that it has no more. */
export function outcomesOf(
  offered: readonly string[],
  byOutcome: readonly { outcome: string | null }[],
  chosen: string,
): { offered: string[]; former: string[] } {
  const worn = [...byOutcome.map(({ outcome }) => outcome ?? ''), chosen].filter((name) => name !== '')
  return { offered: [...offered], former: [...new Set(worn)].filter((name) => !offered.includes(name)) }
}

/** Where the outcomes of the calls in the list are counted; of a list that goes further back than figures do, its last days. */
export function figuresOf(place: Place, today: string): string {
  const { from, to } = daysOf(place, today)
  const first = daysBetween(from, to) < mostDays ? from : addDays(to, 1 - mostDays)
  return `/dashboard?${new URLSearchParams({ from: first, to })}`
}
