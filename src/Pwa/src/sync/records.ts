import type { Call, CallChanges } from '../contract'
import type { WriteTx } from './db'
import type { Conflict, StoredCall, StoredEntry } from './model'
import { project } from './project'

/** Everything that waits for one call, in the person's order. */
export async function entriesOf(tx: WriteTx, callId: string): Promise<StoredEntry[]> {
  const entries = (await tx.objectStore('outbox').index('callId').getAll(callId)) as StoredEntry[]
  return entries.sort((a, b) => a.seq - b.seq)
}

/** Those of them that this phone knows, by id. */
export async function recordsOf(tx: WriteTx, callIds: readonly string[]): Promise<Map<string, StoredCall>> {
  const records = await Promise.all([...new Set(callIds)].map((callId) => tx.objectStore('calls').get(callId)))
  return new Map(records.flatMap((record) => (record ? [[record.id, record]] : [])))
}

/** What the person wrote later into the same fields stands: a refused edit keeps the rest, or goes. */
export async function overtake(tx: WriteTx, refused: StoredEntry, later: CallChanges): Promise<void> {
  if (refused.kind !== 'update') return
  const rest = Object.entries(refused.changes).filter(([field]) => !(field in later))
  const outbox = tx.objectStore('outbox')
  if (rest.length > 0) await outbox.put({ ...refused, changes: Object.fromEntries(rest) })
  else await outbox.delete(refused.seq)
}

interface Known {
  server: Call | null
  epoch: number
  conflicts?: Conflict[]
}

/** Derives the call's view anew; a call that neither the server nor the outbox knows is gone. */
export async function reproject(tx: WriteTx, callId: string, employeeId: string, known?: Known): Promise<void> {
  const calls = tx.objectStore('calls')
  const [stored, entries] = await Promise.all([calls.get(callId), entriesOf(tx, callId)])
  const basis: Known = known ?? stored ?? { server: null, epoch: 0 }
  const kept = basis.server?.deleted ? undefined : stored?.kept
  const view = project(basis.server, entries, employeeId, kept)
  if (!view) {
    await calls.delete(callId)
    return
  }
  const record: StoredCall = { id: callId, server: basis.server, view, epoch: basis.epoch }
  if (basis.conflicts?.length) record.conflicts = basis.conflicts
  if (kept && (view.private || basis.server?.private)) record.kept = kept
  if (!view.deleted) record.start = view.startedAt
  await calls.put(record)
}
