import type { Call } from '../../contract'
import type { Place } from '../routes'
import { admits } from './query'

/**
 * Calls on the screen follow the live feed, each in its place: nothing moves under the manager's pointer. The same array where
 * nothing changed.
 */
export function follow(shown: Call[], live: readonly Call[]): Call[] {
  const byId = new Map(live.map((call) => [call.id, call]))
  let changed = false
  const next: Call[] = []
  for (const call of shown) {
    const news = byId.get(call.id)
    if (!news || news.version <= call.version) {
      next.push(call)
      continue
    }
    changed = true
    if (!news.deleted && !news.private) next.push(news)
  }
  return changed ? next : shown
}

/** How many calls of the feed the list would begin with if it were read again. */
export function newsFor(place: Place, shown: readonly Call[], live: readonly Call[], today: string, timeZone: string): number {
  const newest = shown[0]?.startedAt ?? ''
  const known = new Set<string>()
  for (const call of shown) {
    if (call.startedAt < newest) break
    known.add(call.id)
  }
  return live.filter((call) => call.startedAt >= newest && !known.has(call.id) && admits(place, call, today, timeZone)).length
}
