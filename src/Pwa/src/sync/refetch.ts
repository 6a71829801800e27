import type { Call, CallChanges } from '../contract'
import { getMeta, setMeta, type WriteTx } from './db'
import type { OutboxEntry } from './model'
import { changesBetween, draftOf } from './project'
import { entriesOf, reproject } from './records'

/**
 * After a restore the server may have forgotten calls that it once confirmed. The phone then pulls everything, marks
 * what the server still lists with the refetch's epoch, and offers the rest again.
 */
interface Reoffering {
  employeeId: string
  newId: () => string
}

export async function beginRefetch(tx: WriteTx): Promise<void> {
  const epoch = ((await getMeta(tx, 'epoch')) ?? 0) + 1
  await setMeta(tx, 'epoch', epoch)
  await setMeta(tx, 'refetch', epoch)
  await setMeta(tx, 'cursor', undefined)
}

/** Ends the refetch, if there is one: resolves to the calls that are offered again. */
export async function finishRefetch(tx: WriteTx, context: Reoffering): Promise<string[]> {
  const epoch = await getMeta(tx, 'refetch')
  if (epoch === undefined) return []
  await setMeta(tx, 'refetch', undefined)
  const reoffered: string[] = []
  for (const record of await tx.objectStore('calls').getAll()) {
    if (!record.server || record.epoch === epoch) continue
    const { server } = record
    const alreadyOffered = (await entriesOf(tx, record.id)).some((entry) => entry.kind === 'create')
    if (!alreadyOffered && !server.deleted) await offerAgain(tx, server, context)
    await reproject(tx, record.id, context.employeeId, { server: null, epoch })
    reoffered.push(record.id)
  }
  return reoffered
}

/** The server lacks a call that it had confirmed: the same create goes out again, with what waits behind it. */
export async function offerAgain(tx: WriteTx, call: Call, context: Reoffering): Promise<void> {
  const behind = await entriesOf(tx, call.id)
  for (const entry of behind) await tx.objectStore('outbox').delete(entry.seq)
  await tx.objectStore('outbox').add({
    ...unsent(call.id, context),
    kind: 'create',
    draft: draftOf(call),
    // Confirmed once, so already in the server's time.
    capturedOffset: 0,
    startTyped: true,
  })
  for (const { seq, ...entry } of behind) await tx.objectStore('outbox').add(rebased(entry, context))
}

/** What was sent to the server before the restore is a new mutation to the server after it. */
function rebased(entry: OutboxEntry, context: Reoffering): OutboxEntry {
  if (entry.kind === 'create' || entry.state === 'rejected') return entry
  const { bytes, ...rest } = entry
  return { ...rest, mutationId: context.newId(), state: 'unsent', baseVersion: null }
}

/**
 * The server went back to an older version of this call: offer again what it had confirmed since, but nothing that was written
 * over: by what still waits, or by `settled`, which the server has just taken.
 */
export async function reofferIfRestored(
  tx: WriteTx,
  confirmed: Call,
  restored: Call,
  context: Reoffering,
  settled: CallChanges = {},
): Promise<void> {
  const outbox = tx.objectStore('outbox')
  const baseVersion = restored.version
  if (confirmed.deleted && !restored.deleted) {
    await outbox.add({ ...unsent(confirmed.id, context), kind: 'delete', baseVersion })
    return
  }
  const newer = { ...settled }
  for (const entry of await entriesOf(tx, confirmed.id)) if (entry.kind === 'update') Object.assign(newer, entry.changes)
  const lost = Object.entries(changesBetween(draftOf(restored), draftOf(confirmed))).filter(([field]) => !(field in newer))
  const changes: CallChanges = Object.fromEntries(lost)
  if (lost.length > 0) await outbox.add({ ...unsent(confirmed.id, context), kind: 'update', baseVersion, changes })
}

const unsent = (callId: string, context: Reoffering) =>
  ({ callId, mutationId: context.newId(), state: 'unsent', attempts: 0 }) as const
