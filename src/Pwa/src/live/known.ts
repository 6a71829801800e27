import { longestCall } from '../calling/pending'
import type { AccountDb } from '../sync/db'

/** The logged call that took most of this time, if any: it is the same call. `start`, `end`: device clock, ms. */
export async function logOf(db: AccountDb, start: number, end: number): Promise<string | undefined> {
  const range = IDBKeyRange.bound(new Date(start - longestCall * 1_000).toISOString(), new Date(end).toISOString())
  // Deleted calls are not in this index.
  const calls = await db.getAllFromIndex('calls', 'start', range)
  return calls.find(({ view }) => {
    const began = Date.parse(view.startedAt)
    const shared = Math.min(end, began + view.duration * 1_000) - Math.max(start, began)
    return shared > (end - start) / 2
  })?.id
}
