import { addDays, dayOf, startOfDay, weekdayOf } from '../lib/days'

const hour = 3_600_000
const morning = 9 * hour

export interface Suggestion {
  name: 'inAnHour' | 'tomorrow' | 'nextWeek'
  /** ms. */
  at: number
}

/** The usual times to call again, by the organisation's wall clock. */
export function suggestions(now: number, zone: string): Suggestion[] {
  const today = dayOf(now, zone)
  const tomorrow = addDays(today, 1)
  const monday = addDays(today, 7 - weekdayOf(today))
  const all: Suggestion[] = [
    { name: 'inAnHour', at: now + hour },
    { name: 'tomorrow', at: startOfDay(tomorrow, zone) + morning },
  ]
  return monday === tomorrow ? all : [...all, { name: 'nextWeek', at: startOfDay(monday, zone) + morning }]
}
