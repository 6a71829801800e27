import type { Call } from '../../contract'
import { dayOf } from '../../lib/days'
import { daysOf } from '../range'
import type { Place } from '../routes'

/** Filters of the list, beside its days. */
export const narrowing = ['status', 'callType', 'outcome', 'phone', 'q', 'employeeId'] as const

/** The same for the table, its export and what the export's file holds. */
export function queryOf(place: Place, today: string): URLSearchParams {
  const query = new URLSearchParams(daysOf(place, today))
  for (const name of narrowing) if (place[name]) query.set(name, place[name])
  return query
}

export const isNarrowed = (place: Place): boolean => narrowing.some((name) => place[name] !== '')

/** Whether the server would list it: CallFilter.cs has the same rules. */
export function admits(place: Place, call: Call, today: string, timeZone: string): boolean {
  const { from, to } = daysOf(place, today)
  const day = dayOf(call.startedAt, timeZone)
  const text = place.q.trim().toLocaleLowerCase()
  return (
    !call.deleted &&
    !call.private &&
    from <= day &&
    day <= to &&
    (['status', 'callType', 'outcome', 'employeeId'] as const).every((name) => !place[name] || call[name] === place[name]) &&
    (!place.phone || call.contactPhone === place.phone) &&
    (!text ||
      [call.contactName, call.contactPhone, call.notes, call.outcome].some((field) => field?.toLocaleLowerCase().includes(text)))
  )
}
