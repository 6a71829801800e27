import type { Call } from '../contract'
import { text } from '../i18n'
import { dayOf } from '../lib/days'
import { dateTime, time } from '../lib/format'
import { readablePhone } from '../ui/readablePhone'

export const contactOf = (call: Call): string =>
  call.contactName ?? (call.contactPhone ? readablePhone(call.contactPhone) : text.withheld)

export const kindOf = (call: Call): string => text.kind[`${call.callType}-${call.status}`] ?? ''

/** The time alone for today's calls. */
export function whenOf(call: Call, timeZone: string): string {
  const isToday = dayOf(call.startedAt, timeZone) === dayOf(Date.now(), timeZone)
  return isToday ? time(call.startedAt, timeZone) : dateTime(call.startedAt, timeZone)
}
