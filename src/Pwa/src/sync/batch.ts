import type { Mutation } from '../contract'
import { privacyRule, withholdCall } from '../privacy/withhold'
import { correctedDraft } from './clock'
import { type AccountDb, getMeta, setMeta, type WriteTx, write } from './db'
import { errandMutation, nextErrands } from './errands'
import type { StoredCall, StoredEntry, StoredErrand, WaitingCreate } from './model'
import { dropNeverSent, isHeld } from './outbox'
import { outboxPortions } from './portions'
import { entriesOf, recordsOf, reproject } from './records'

export const maxMutations = 100
/** The server takes 1 MB; the rest is for the envelope. */
export const maxBytes = 1_000_000 - 4_096

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
    const [offset, ordered = 0] = await Promise.all([getMeta(tx, 'clockOffset'), getMeta(tx, 'order')])
    const stamps: Stamps = { offset, order: ordered }
    let bytes = 0
    const { ready, nextDue } = await nextErrands(tx, now, Math.min(limit, errandsFirst))
    if (nextDue !== undefined) batch.nextDue = nextDue
    for (const errand of ready) {
      const frozen = await freezeErrand(tx, errand, stamps, now)
      bytes += byteLength(frozen.bytes) + 1
      batch.errands.push(frozen)
    }
    const rule = await privacyRule(tx)
    const fresh: StoredEntry[] = []
    for await (const { callId, waiting, record } of waitingCalls(tx)) {
      if (sizeOf(batch) >= limit) break
      const left = await dropNeverSent(tx, callId, waiting, now)
      if (left) await reproject(tx, callId, employeeId)
      const known = left ? await tx.objectStore('calls').get(callId) : record
      const entries = await withholdCall(tx, rule, known, left ?? waiting, employeeId)
      const head = sendable(entries)
      if (!head) continue
      const blocker = heldBy(head, entries.at(-1), now)
      if (blocker) {
        batch.nextDue = Math.min(batch.nextDue ?? Number.POSITIVE_INFINITY, blocker.notBefore ?? now)
        continue
      }
      const frozen = isFrozen(head) ? head : await freeze(tx, head, stamps, now)
      if (frozen !== head) fresh.push(frozen)
      const size = byteLength(frozen.bytes) + 1
      if (bytes + size > maxBytes && sizeOf(batch) > 0) break
      bytes += size
      batch.entries.push(frozen)
    }
    await Promise.all(fresh.map((entry) => keep(tx, entry, employeeId)))
    if (stamps.order !== ordered) await setMeta(tx, 'order', stamps.order)
    return batch
  })
}

interface WaitingCall {
  callId: string
  /** All that waits for it. */
  waiting: StoredEntry[]
  record: StoredCall | undefined
}

/** In the order in which people acted. A portion is asked for at once: one after the other, every request is a wait of its own. */
async function* waitingCalls(tx: WriteTx): AsyncGenerator<WaitingCall> {
  const seen = new Set<string>()
  for await (const part of outboxPortions((range, limit) => tx.objectStore('outbox').getAll(range, limit))) {
    const callIds = [...new Set(part.map(({ callId }) => callId))].filter((callId) => !seen.has(callId))
    for (const callId of callIds) seen.add(callId)
    const [waiting, records] = await Promise.all([
      Promise.all(callIds.map((callId) => entriesOf(tx, callId))),
      recordsOf(tx, callIds),
    ])
    for (const [i, callId] of callIds.entries()) yield { callId, waiting: waiting[i] ?? [], record: records.get(callId) }
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

/** What a mutation is stamped with when it freezes. */
interface Stamps {
  offset: number | undefined
  /** Of the last one. */
  order: number
}

const isFrozen = (entry: StoredEntry): entry is Frozen<StoredEntry> => entry.state === 'frozen' && entry.bytes !== undefined

async function freeze(tx: WriteTx, entry: StoredEntry, stamps: Stamps, now: number): Promise<Frozen<StoredEntry>> {
  const settled = entry.kind === 'create' ? corrected(entry, stamps.offset, now) : entry
  const bytes = JSON.stringify(await mutation(tx, settled, stamp(stamps, now)))
  return { ...settled, state: 'frozen', bytes }
}

async function keep(tx: WriteTx, frozen: StoredEntry, employeeId: string): Promise<void> {
  await tx.objectStore('outbox').put(frozen)
  if (frozen.kind === 'create') await reproject(tx, frozen.callId, employeeId)
}

async function freezeErrand(tx: WriteTx, errand: StoredErrand, stamps: Stamps, now: number): Promise<Frozen<StoredErrand>> {
  if (errand.state === 'frozen' && errand.bytes !== undefined) return { ...errand, bytes: errand.bytes }
  const bytes = JSON.stringify(await errandMutation(tx, errand, stamp(stamps, now)))
  const frozen = { ...errand, state: 'frozen' as const, bytes }
  await tx.objectStore('errands').put(frozen)
  return frozen
}

function stamp(stamps: Stamps, now: number): { order: number; sentAt: string } {
  stamps.order += 1
  return { order: stamps.order, sentAt: new Date(now + (stamps.offset ?? 0)).toISOString() }
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
