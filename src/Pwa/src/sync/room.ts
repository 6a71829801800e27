import { type AccountDb, allStores, getMeta } from './db'

/** Calls that go at a time. */
const portion = 200

/**
 * Makes room for what the person has just typed: the oldest calls that the server holds, and that nothing waits for, leave the
 * phone. What was never confirmed, what only the phone has of a private call, and what has a recording here stays whatever
 * happens. Resolves to whether anything went.
 */
export async function makeRoom(db: AccountDb): Promise<boolean> {
  const tx = db.transaction([...allStores, 'recordings'], 'readwrite')
  const recorded = await tx.objectStore('recordings').getAllKeys()
  const waiting = (await tx.objectStore('outbox').getAll()).map(({ callId }) => callId).concat(recorded)
  let cursor = await tx.objectStore('calls').index('start').openCursor()
  let removed = 0
  let until: string | undefined
  while (cursor && removed < portion) {
    const { id, server, kept, conflicts, start } = cursor.value
    if (server && !kept && !conflicts?.length && !waiting.includes(id)) {
      await cursor.delete()
      removed += 1
      until = start
    }
    cursor = await cursor.continue()
  }
  // What went before is still gone, even if what goes now is older: it came later, or it was waiting then.
  const before = await getMeta(tx, 'evictedUntil')
  if (until && !(before && before > until)) await tx.objectStore('meta').put(until, 'evictedUntil')
  await tx.done
  return removed > 0
}
