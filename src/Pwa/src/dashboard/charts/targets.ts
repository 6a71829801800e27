import { addDays, weekdayOf } from '../../lib/days'

/** Days from Monday to Friday, up to today: what a daily target is to be multiplied with. */
export function workdays(from: string, to: string, today: string): number {
  let count = 0
  for (let day = from; day <= to && day <= today; day = addDays(day, 1)) if (weekdayOf(day) < 5) count++
  return count
}

/** Calls to reach in a range; undefined: nothing is to be reached there. */
export function targetOf(perDay: number | null | undefined, days: number): number | undefined {
  return perDay && days > 0 ? perDay * days : undefined
}
