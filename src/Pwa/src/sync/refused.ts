import { type AccountDb, write } from './db'
import type { StoredEntry } from './model'
import { type Author, anew, logCall, mend, remove, renewed, replace } from './outbox'
import { draftOf } from './project'
import { entriesOf, reproject } from './records'

/** Offers a refused mutation again, as a new one; a create with what was written since. */
export function retryRefused(db: AccountDb, author: Author, seq: number): Promise<void> {
  return write(db, async (tx) => {
    const entry = (await tx.objectStore('outbox').get(seq)) as StoredEntry | undefined
    if (entry?.state !== 'rejected') return
    if (entry.kind === 'create') await mend(tx, author, await entriesOf(tx, entry.callId), {})
    else await replace(tx, renewed(entry, author))
  })
}

/** Gives up a refused mutation; with a refused create, everything that waits behind it. */
export function discardRefused(db: AccountDb, author: Author, seq: number): Promise<void> {
  return write(db, async (tx) => {
    const entry = (await tx.objectStore('outbox').get(seq)) as StoredEntry | undefined
    if (entry?.state !== 'rejected') return
    const doomed = entry.kind === 'create' ? await entriesOf(tx, entry.callId) : [entry]
    for (const each of doomed) await remove(tx, each)
    await reproject(tx, entry.callId, author.employeeId)
  })
}

/** What was changed in a call that somebody had deleted meanwhile becomes a call of its own. Resolves to whether there was such a change. */
export async function logRefusedAnew(db: AccountDb, author: Author, seq: number): Promise<boolean> {
  const entry = (await db.get('outbox', seq)) as StoredEntry | undefined
  const record = entry && (await db.get('calls', entry.callId))
  if (entry?.kind !== 'update' || entry.state !== 'rejected' || !record) return false
  await logCall(db, author, anew({ ...draftOf(record.view), ...entry.changes }, author), true, async (tx) => {
    await remove(tx, entry)
    await reproject(tx, entry.callId, author.employeeId)
  })
  return true
}

export function dismissConflicts(db: AccountDb, callId: string): Promise<void> {
  return write(db, async (tx) => {
    const record = await tx.objectStore('calls').get(callId)
    if (!record?.conflicts) return
    const { conflicts, ...rest } = record
    await tx.objectStore('calls').put(rest)
  })
}
