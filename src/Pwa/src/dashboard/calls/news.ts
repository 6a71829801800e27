import type { Call } from '../../contract'
import type { Place } from '../routes'
import type { CallList } from './callList'
import { admits } from './query'
import { oldestOf } from './readAgain'

interface Now {
  today: string
  timeZone: string
  /** The list goes on: what is older than its last call comes with its next page. */
  more: boolean
}

/** How many of these calls, mostly the feed's, the list would have if it were read again; some are hours old, from a phone that was offline. */
export function newsFor(place: Place, shown: CallList, live: readonly Call[], { today, timeZone, more }: Now): number {
  const oldest = oldestOf(shown, more)
  return live.filter((call) => call.startedAt >= oldest && !shown.has(call.id) && admits(place, call, today, timeZone)).length
}
