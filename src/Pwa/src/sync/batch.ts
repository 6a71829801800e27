import type { Mutation } from '../contract'
import { privacyRule, withholdCall } from '../privacy/withhold'
import { correctedDraft } from './clock'
import { type AccountDb, getMeta, setMeta, type WriteTx, write } from './db'
import { errandMutation, nextErrands } from './errands'
import type { StoredEntry, StoredErrand, WaitingCreate } from './model'
import { dropNeverSent, isHeld } from './outbox'
import { entriesOf, reproject } from './records'

export const maxMutations = 100
/** The server takes 1 MB; the rest is for the envelope. */
export const maxBytes = 1_000_000 - 4_096

const portion = 200
/** An import leaves thousands of calls: what is about no call must not wait for them. */
const errandsFirst = 50

type Frozen<E> = E & { bytes: string }

export interface Batch {
  entries: Frozen<StoredEntry>[]
  errands: Frozen<StoredErrand>[]
  /** Device clock, ms: when something that is held becomes due. */
  nextDue?: number
}

export const emptyBatch: Batch = { entries: [], errands: [] }
export const sizeOf = ({ entries, errands }: Batch): number => entries.length + errands.length

/** Picks what may go now, at most one mutation a call or other thing, and freezes its bytes. */
export function nextBatch(db: AccountDb, employeeId: string, now: number, limit: number): Promise<Batch> {
  return write(db, async (tx) => {
    const batch: Batch = { entries: [], errands: [] }
    let bytes = 0
    const { ready, nextDue } = await nextErrands(tx, now, Math.min(limit, errandsFirst))
    if (nextDue !== undefined) batch.nextDue = nextDue
    for (const errand of ready) {
      const frozen = await freezeErrand(tx, errand, now)
      bytes += byteLength(frozen.bytes) + 1
      batch.errands.push(frozen)
    }
    const rule = await privacyRule(tx)
    for await (const callId of waitingCalls(tx)) {
      if (sizeOf(batch) >= limit) break
      const left = await dropNeverSent(tx, callId, now)
      if (left) await reproject(tx, callId, employeeId)
      const entries = await withholdCall(tx, rule, callId, left ?? (await entriesOf(tx, callId)), employeeId)
      const head = sendable(entries)
      if (!head) continue
      const blocker = heldBy(head, entries.at(-1), now)
      if (blocker) {
        batch.nextDue = Math.min(batch.nextDue ?? Number.POSITIVE_INFINITY, blocker.notBefore ?? now)
        continue
      }
      const frozen = await freeze(tx, head, employeeId, now)
      const size = byteLength(frozen.bytes) + 1
      if (bytes + size > maxBytes && sizeOf(batch) > 0) break
      bytes += size
      batch.entries.push(frozen)
    }
    return batch
  })
}

/** In the order in which people acted, read in portions: an import leaves thousands, and each batch takes a hundred. */
async function* waitingCalls(tx: WriteTx): AsyncGenerator<string> {
  const seen = new Set<string>()
  let part: StoredEntry[] | undefined
  while (part?.length !== 0) {
    const after = part?.at(-1)?.seq
    part = (await tx.objectStore('outbox').getAll(after && IDBKeyRange.lowerBound(after, true), portion)) as StoredEntry[]
    for (const { callId } of part) {
      if (seen.has(callId)) continue
      seen.add(callId)
      yield callId
    }
  }
}

/** What is on its way already, else the first mutation that is not refused; nothing at all behind a refused create. */
function sendable(entries: StoredEntry[]): StoredEntry | undefined {
  if (entries[0]?.kind === 'create' && entries[0].state === 'rejected') return undefined
  return entries.find((entry) => entry.state === 'frozen') ?? entries.find((entry) => entry.state !== 'rejected')
}

/** What is about to be deleted is not worth sending while the person may still change their mind. */
function heldBy(head: StoredEntry, last: StoredEntry | undefined, now: number): StoredEntry | undefined {
  if (isHeld(head, now)) return head
  return head.state === 'unsent' && last?.kind === 'delete' && isHeld(last, now) ? last : undefined
}

async function freeze(tx: WriteTx, entry: StoredEntry, employeeId: string, now: number) {
  if (entry.state === 'frozen' && entry.bytes !== undefined) return { ...entry, bytes: entry.bytes }
  const offset = await getMeta(tx, 'clockOffset')
  const settled = entry.kind === 'create' ? corrected(entry, offset, now) : entry
  const bytes = JSON.stringify(await mutation(tx, settled, await stamp(tx, offset, now)))
  const frozen = { ...settled, state: 'frozen' as const, bytes }
  await tx.objectStore('outbox').put(frozen)
  if (entry.kind === 'create') await reproject(tx, entry.callId, employeeId)
  return frozen
}

async function freezeErrand(tx: WriteTx, errand: StoredErrand, now: number): Promise<Frozen<StoredErrand>> {
  if (errand.state === 'frozen' && errand.bytes !== undefined) return { ...errand, bytes: errand.bytes }
  const bytes = JSON.stringify(await errandMutation(tx, errand, await stamp(tx, await getMeta(tx, 'clockOffset'), now)))
  const frozen = { ...errand, state: 'frozen' as const, bytes }
  await tx.objectStore('errands').put(frozen)
  return frozen
}

async function stamp(tx: WriteTx, offset: number | undefined, now: number): Promise<{ order: number; sentAt: string }> {
  const order = ((await getMeta(tx, 'order')) ?? 0) + 1
  await setMeta(tx, 'order', order)
  return { order, sentAt: new Date(now + (offset ?? 0)).toISOString() }
}

/** The clock's error is out of the draft from here on: if it is refused, mended and sent anew, nothing is left to correct. */
function corrected<E extends WaitingCreate>(entry: E, offset: number | undefined, now: number): E {
  const known = (entry.capturedOffset ?? offset) !== undefined
  return { ...entry, draft: correctedDraft(entry, offset, now), capturedOffset: known ? 0 : null }
}

async function mutation(tx: WriteTx, entry: StoredEntry, now: { order: number; sentAt: string }): Promise<Mutation> {
  const { callId: id } = entry
  const sent = { mutationId: entry.mutationId, ...now }
  if (entry.kind === 'create') return { ...sent, kind: 'create', call: entry.draft }
  const known = await tx.objectStore('calls').get(id)
  const baseVersion = entry.baseVersion ?? known?.server?.version ?? 1
  if (entry.kind === 'delete') return { ...sent, kind: 'delete', id, baseVersion }
  return { ...sent, kind: 'update', id, baseVersion, changes: entry.changes }
}

const encoder = new TextEncoder()
const byteLength = (text: string): number => encoder.encode(text).length
