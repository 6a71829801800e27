import type { Call } from '../../contract'
import type { Place } from '../routes'
import type { CallList } from './callList'
import { admits } from './query'

interface Now {
  today: string
  timeZone: string
  /** The list goes on: what is older than its last call comes with its next page. */
  more: boolean
}

/** How many calls of the feed the list would have if it were read again; some are hours old, from a phone that was offline. */
export function newsFor(place: Place, shown: CallList, live: readonly Call[], { today, timeZone, more }: Now): number {
  const oldest = (more && shown.slice(shown.length - 1, shown.length)[0]?.startedAt) || ''
  return live.filter((call) => call.startedAt >= oldest && !shown.has(call.id) && admits(place, call, today, timeZone)).length
}
