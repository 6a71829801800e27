import type { Call, CallChanges, MutationResult, SyncResponse } from '../contract'
import { backoff } from '../lib/backoff'
import { dropOld, takeNotice } from '../notices/store'
import type { Batch } from './batch'
import { type AccountDb, getMeta, setMeta, type WriteTx, write } from './db'
import type { Conflict, Refusal, StoredCall, StoredEntry, WaitingCreate } from './model'
import { changesBetween } from './project'
import { entriesOf, overtake, recordsOf, reproject } from './records'
import { beginRefetch, finishRefetch, reofferIfRestored } from './refetch'
import { dropUnlisted, settleErrands, takeInAnnouncements, takeInAssignments } from './settleErrands'

export interface Settlement {
  employeeId: string
  now: number
  random: () => number
  newId: () => string
}

interface Settling extends Settlement {
  /** The epoch of the refetch in progress. */
  refetch: number | undefined
  /** The calls that the answer is about, as they are before it. */
  records: ReadonlyMap<string, StoredCall>
}

interface Known {
  server: Call | null
  epoch: number
  conflicts?: Conflict[]
}

/** Takes in one answer of POST /sync, whole. Resolves to the calls it touched. */
export function settle(
  db: AccountDb,
  sent: Batch,
  response: SyncResponse,
  clockOffset: number | undefined,
  context: Settlement,
): Promise<string[]> {
  return write(db, async (tx) => {
    const touched = new Map<string, Known>()
    if (response.mustRefetch) await beginRefetch(tx)
    const ids = [...sent.entries.map(({ callId }) => callId), ...response.changes.calls.map(({ id }) => id)]
    const settling: Settling = { ...context, refetch: await getMeta(tx, 'refetch'), records: await recordsOf(tx, ids) }
    const results = new Map(response.results.map((result) => [result.mutationId, result]))
    // All at once, as each is about another call (see batch.ts): one after the other, every request is a wait of its own.
    await Promise.all(
      sent.entries.map(async (entry) => {
        const result = results.get(entry.mutationId)
        if (result) await settleOne(tx, entry, result, touched, settling)
      }),
    )
    for (const call of response.changes.calls) await takeIn(tx, call, touched, settling)
    await settleErrands(tx, sent.errands, results, context)
    await takeInAssignments(tx, response.changes.assignments ?? [], context)
    await takeInAnnouncements(tx, response.changes, context)
    for (const notice of response.changes.inbox ?? []) await takeNotice(tx, notice)
    await dropOld(tx, context.now)
    await Promise.all([...touched].map(([callId, known]) => reproject(tx, callId, context.employeeId, known)))

    if (!response.mustRefetch) {
      await setMeta(tx, 'cursor', response.cursor)
      if (!response.more) await dropUnlisted(tx)
      if (!response.more) for (const id of await finishRefetch(tx, context)) touched.set(id, { server: null, epoch: 0 })
    }
    if (clockOffset !== undefined) await setMeta(tx, 'clockOffset', clockOffset)
    const me = await getMeta(tx, 'me')
    if (me) await setMeta(tx, 'me', { ...me, target: response.changes.target })
    await setMeta(tx, 'settingsVersion', response.changes.settingsVersion)
    // Only once the phone has all there is: until then it has nothing to say about today, and nothing to match an import with.
    if (!response.mustRefetch && !response.more) await setMeta(tx, 'lastSuccess', context.now)
    return [...touched.keys()]
  })
}

const known = (callId: string, touched: Map<string, Known>, { records }: Settling): Known =>
  touched.get(callId) ?? records.get(callId) ?? { server: null, epoch: 0 }

async function settleOne(
  tx: WriteTx,
  entry: StoredEntry,
  result: MutationResult,
  touched: Map<string, Known>,
  context: Settling,
): Promise<void> {
  const outbox = tx.objectStore('outbox')
  // The account may have been purged, another flusher may have settled it, or the person may have discarded it, while the request
  // was out. What became of the call is news all the same, and the server will not tell it twice.
  const current = (await outbox.get(entry.seq)) as StoredEntry | undefined
  if (current?.mutationId !== entry.mutationId) {
    if (result.call) await takeIn(tx, result.call, touched, context)
    return
  }
  const record = known(entry.callId, touched, context)
  touched.set(entry.callId, record)

  switch (result.status) {
    case 'applied':
    case 'duplicate':
    case 'merged':
      await outbox.delete(entry.seq)
      if (result.problem?.code === 'call-exists' && current.kind === 'create') await keepMending(tx, current, context)
      if (result.conflicts?.length) {
        touched.set(entry.callId, { ...record, conflicts: [...(record.conflicts ?? []), ...result.conflicts] })
      }
      break
    case 'retry': {
      const attempts = current.attempts + 1
      await outbox.put({ ...current, attempts, notBefore: context.now + backoff(attempts, context.random) })
      break
    }
    case 'rejected':
      // A restored server may lack the call; the refetch offers it again, with this behind it.
      if (result.problem?.code === 'call-not-found' && context.refetch !== undefined) return
      if (result.problem?.code === 'call-not-found' && current.kind === 'delete') await outbox.delete(entry.seq)
      else await refuse(tx, current, result.problem ?? { code: 'rejected', detail: '' })
      break
  }
  const ours = current.kind === 'update' && result.status !== 'rejected' ? current.changes : undefined
  if (result.call) await takeIn(tx, result.call, touched, context, ours)
  if (result.status !== 'retry') await rebaseNext(tx, entry.callId, touched, result.status !== 'rejected')
}

/** The create was there before it was mended: what the person changed since then goes as an edit of what they had sent. */
async function keepMending(tx: WriteTx, create: WaitingCreate, context: Settlement): Promise<void> {
  const changes = create.sent ? changesBetween(create.sent, create.draft) : {}
  if (!create.startTyped) delete changes.startedAt
  if (Object.keys(changes).length === 0) return
  const fresh = { callId: create.callId, mutationId: context.newId(), state: 'unsent', attempts: 0 } as const
  await tx.objectStore('outbox').add({ ...fresh, kind: 'update', changes, baseVersion: 1 })
}

/** Keeps the mutation, with the reason, until the person mends or discards it. */
export async function refuse(tx: WriteTx, entry: StoredEntry, problem: Refusal): Promise<void> {
  const { notBefore, ...rest } = entry
  const refused: StoredEntry = { ...rest, state: 'rejected', problem }
  await tx.objectStore('outbox').put(refused)
  const behind = (await entriesOf(tx, entry.callId)).filter(({ seq }) => seq > entry.seq)
  await overtake(tx, refused, Object.assign({}, ...behind.map((later) => later.kind === 'update' && later.changes)))
}

/**
 * What goes next builds on the version that the mutation ahead of it produced: on less, the server takes it for a late copy.
 * What waits behind that builds on what that will produce.
 */
async function rebaseNext(tx: WriteTx, callId: string, touched: Map<string, Known>, accepted: boolean): Promise<void> {
  const version = touched.get(callId)?.server?.version
  const next = (await entriesOf(tx, callId)).find((entry) => entry.kind !== 'create' && entry.state === 'unsent')
  if (version === undefined || !next || next.kind === 'create') return
  const tooLow = next.baseVersion === null || (accepted && next.baseVersion < version)
  if (tooLow) await tx.objectStore('outbox').put({ ...next, baseVersion: version })
}

/** Applies a call by (id, version); older news changes nothing, except after a restore. `settled`: our edit that made it. */
async function takeIn(
  tx: WriteTx,
  call: Call,
  touched: Map<string, Known>,
  context: Settling,
  settled?: CallChanges,
): Promise<void> {
  const record = known(call.id, touched, context)
  const { refetch } = context
  const epoch = refetch ?? record.epoch
  const ours = record.server
  const undeleted = ours?.deleted === true && !call.deleted
  if (!ours || (call.version > ours.version && !undeleted)) touched.set(call.id, { ...record, server: call, epoch })
  else if (refetch !== undefined && record.epoch !== refetch && !isSame(call, ours)) {
    // Of the same version in another history, theirs was made after the restore, by a phone that knew as much as this one; what
    // our own edit made there lacks what was lost.
    if (call.version < ours.version || undeleted || settled) await reofferIfRestored(tx, ours, call, context, settled)
    touched.set(call.id, { ...record, server: call, epoch })
  } else if (epoch !== record.epoch) touched.set(call.id, { ...record, epoch })
}

const isSame = (a: Call, b: Call): boolean => a.version === b.version && a.updatedAt === b.updatedAt
