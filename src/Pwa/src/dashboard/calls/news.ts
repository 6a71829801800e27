import type { Call } from '../../contract'
import type { Place } from '../routes'
import type { CallList } from './callList'
import { admits } from './query'

/** How many calls of the feed the list would begin with if it were read again. */
export function newsFor(place: Place, shown: CallList, live: readonly Call[], today: string, timeZone: string): number {
  const newest = shown.slice(0, 1)[0]?.startedAt ?? ''
  return live.filter((call) => call.startedAt >= newest && !shown.has(call.id) && admits(place, call, today, timeZone)).length
}
