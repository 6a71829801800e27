import type { CallChanges, CallDraft } from '../contract'
import { type AccountDb, getMeta, type WriteTx, write } from './db'
import type { OutboxEntry, StoredCall, StoredEntry, WaitingUpdate } from './model'
import { changesBetween, unconfirmed } from './project'
import { entriesOf, overtake, reproject } from './records'

/** What people do about refused mutations; it loads when it is needed. */
export { discardRefused, dismissConflicts, logRefusedAnew, retryRefused } from './refused'

/** How long a deletion waits for second thoughts before it may be sent. */
export const undoWindow = 6_000

export interface Author {
  employeeId: string
  /** Device clock, ms. */
  now: () => number
  newId: () => string
}

const fresh = (author: Author, callId: string) => ({ callId, mutationId: author.newId(), state: 'unsent', attempts: 0 }) as const

const add = (tx: WriteTx, entry: OutboxEntry) => tx.objectStore('outbox').add(entry)
export const replace = (tx: WriteTx, entry: StoredEntry) => tx.objectStore('outbox').put(entry)
export const remove = (tx: WriteTx, entry: StoredEntry) => tx.objectStore('outbox').delete(entry.seq)

/**
 * A refused mutation becomes a new one: the server refuses a known mutation id with another body. It builds on the call as
 * it is now; what was sent after it may have been accepted meanwhile.
 */
export function renewed<E extends StoredEntry>(entry: E, author: Author): E {
  const { bytes, problem, notBefore, ...rest } = entry
  const base = entry.kind === 'create' ? {} : { baseVersion: null }
  return { ...rest, ...base, mutationId: author.newId(), state: 'unsent', attempts: 0 } as E
}

/** `also`: what is true once the call is logged, written with it. */
export function logCall(
  db: AccountDb,
  author: Author,
  draft: CallDraft,
  startTyped: boolean,
  also?: (tx: WriteTx) => Promise<void>,
): Promise<void> {
  return write(db, async (tx) => {
    const [capturedOffset = null] = await Promise.all([getMeta(tx, 'clockOffset'), also?.(tx)])
    const entry: OutboxEntry = { ...fresh(author, draft.id), kind: 'create', draft, capturedOffset, startTyped }
    // The id is new, so there is nothing to read first: each answer that is waited for costs a slow phone milliseconds.
    const view = unconfirmed(draft, author.employeeId)
    const record: StoredCall = { id: draft.id, server: null, view, epoch: 0, start: view.startedAt }
    const added = Promise.all([tx.objectStore('calls').add(record), add(tx, entry)])
    // Nothing follows, so the browser need not tell first that both are there.
    tx.commit()
    await added
  })
}

/** The same call as another one. */
export const anew = (draft: CallDraft, author: Author): CallDraft => ({
  ...draft,
  id: author.newId(),
  createdAt: new Date(author.now()).toISOString(),
})

/**
 * `opened` is the call as the form first showed it, `draft` as the person left it: what else happened to the call meanwhile,
 * by sync or in another tab, stays. Resolves to whether anything changed. `also`: as with `logCall`.
 */
export function editCall(
  db: AccountDb,
  author: Author,
  opened: CallDraft,
  draft: CallDraft,
  also?: (tx: WriteTx) => Promise<void>,
): Promise<boolean> {
  return write(db, async (tx) => {
    await also?.(tx)
    const record = await tx.objectStore('calls').get(draft.id)
    if (!record) throw new Error(`No call ${draft.id}`)
    const { kept } = record
    const changes = changesBetween(opened, draft)
    if (Object.keys(changes).length === 0) return false
    if (kept) {
      await tx.objectStore('calls').put({ ...record, kept: { ...kept, ...changes } })
      // The server has none of it.
      if (!draft.private) Object.assign(changes, changesBetween({} as CallDraft, draft))
    }
    if (kept && !record.server && !(await entriesOf(tx, draft.id))[0]) {
      await add(tx, {
        ...fresh(author, draft.id),
        kind: 'create',
        draft: { ...kept, ...changes },
        capturedOffset: 0,
        startTyped: true,
      })
    } else await fold(tx, author, draft.id, changes, record.server?.version ?? null)
    await reproject(tx, draft.id, author.employeeId)
    return true
  })
}

async function fold(tx: WriteTx, author: Author, callId: string, changes: CallChanges, version: number | null) {
  const entries = await entriesOf(tx, callId)
  const first = entries[0]
  const last = entries.at(-1)
  if (first?.kind === 'create' && first.state === 'rejected') return mend(tx, author, entries, changes)
  for (const entry of entries) if (entry !== last && entry.state === 'rejected') await overtake(tx, entry, changes)
  if (last?.kind === 'create' && last.state === 'unsent') {
    const startTyped = last.startTyped || changes.startedAt !== undefined
    await replace(tx, { ...last, draft: { ...last.draft, ...changes }, startTyped })
  } else if (last?.kind === 'update' && last.state !== 'frozen') {
    const entry = last.state === 'rejected' ? renewed(last, author) : last
    await replace(tx, { ...entry, changes: { ...last.changes, ...changes } })
  } else {
    const behind = entries.some((entry) => entry.state !== 'rejected')
    const update: WaitingUpdate = { ...fresh(author, callId), kind: 'update', changes, baseVersion: behind ? null : version }
    await add(tx, update)
  }
}

/** An edit mends a refused create and takes in what was held behind it. */
export async function mend(tx: WriteTx, author: Author, entries: StoredEntry[], changes: CallChanges): Promise<void> {
  const [create, ...followers] = entries
  if (create?.kind !== 'create') return
  const updates = followers.filter((entry) => entry.kind === 'update')
  for (const update of updates) await remove(tx, update)
  const draft = Object.assign({}, create.draft, ...updates.map((update) => update.changes), changes)
  const startTyped = create.startTyped || draft.startedAt !== create.draft.startedAt
  await replace(tx, { ...renewed(create, author), draft, startTyped, sent: create.sent ?? create.draft })
}

/** A call that was never sent simply goes; else the deletion waits `hold` ms, in which it can be undone. */
export function deleteCall(db: AccountDb, author: Author, callId: string, hold = undoWindow): Promise<void> {
  return write(db, (tx) => deleteWithin(tx, author, callId, hold))
}

/** As `deleteCall`, with what else its transaction does. */
export async function deleteWithin(tx: WriteTx, author: Author, callId: string, hold: number): Promise<void> {
  const entries = await entriesOf(tx, callId)
  if (entries.some((entry) => entry.kind === 'delete' && entry.state !== 'rejected')) return
  for (const entry of entries) if (entry.kind === 'delete') await remove(tx, entry)
  const record = await tx.objectStore('calls').get(callId)
  const behind = entries.some((entry) => entry.state !== 'rejected')
  const baseVersion = behind ? null : (record?.server?.version ?? null)
  await add(tx, { ...fresh(author, callId), kind: 'delete', baseVersion, notBefore: author.now() + hold })
  await dropNeverSent(tx, callId, await entriesOf(tx, callId), author.now())
  await reproject(tx, callId, author.employeeId)
}

/** The deletion waits anew, if it has not been sent yet. */
export function holdDelete(db: AccountDb, author: Author, callId: string): Promise<void> {
  return write(db, async (tx) => {
    const entry = (await entriesOf(tx, callId)).find(({ kind, state }) => kind === 'delete' && state === 'unsent')
    if (entry) await replace(tx, { ...entry, notBefore: author.now() + undoWindow })
  })
}

/** Whether the deletion was still here to take back. */
export function undoDelete(db: AccountDb, author: Author, callId: string): Promise<boolean> {
  return write(db, async (tx) => {
    const entries = await entriesOf(tx, callId)
    const entry = entries.find((e) => e.kind === 'delete' && e.state !== 'frozen')
    const record = await tx.objectStore('calls').get(callId)
    const known = entries[0]?.kind === 'create' || record?.server || record?.kept
    if (!entry || !known) return false
    await remove(tx, entry)
    await reproject(tx, callId, author.employeeId)
    return true
  })
}

/**
 * Once a deletion is final, it cancels out with a create that never left the phone. Of a create that was sent and refused,
 * an earlier copy may have been accepted: then the deletion alone remains. Resolves to what is left, if anything was dropped.
 */
export async function dropNeverSent(
  tx: WriteTx,
  callId: string,
  entries: StoredEntry[],
  now: number,
): Promise<StoredEntry[] | undefined> {
  const first = entries[0]
  const last = entries.at(-1)
  if (first?.kind === 'delete' && !isHeld(first, now)) {
    const record = await tx.objectStore('calls').get(callId)
    if (record?.kept && !record.server) {
      // Private, so it never left the phone either.
      await remove(tx, first)
      await tx.objectStore('calls').delete(callId)
      return []
    }
  }
  if (first?.kind !== 'create' || first.state === 'frozen' || last?.kind !== 'delete') return undefined
  if (isHeld(last, now)) return undefined
  const left: StoredEntry[] = first.state === 'rejected' || first.sent ? [last] : []
  for (const entry of entries) if (!left.includes(entry)) await remove(tx, entry)
  return left
}

/** A clock set back must not hold a mutation for years. */
export function isHeld(entry: { notBefore?: number }, now: number): boolean {
  const wait = (entry.notBefore ?? 0) - now
  return wait > 0 && wait <= 10 * 60_000
}
