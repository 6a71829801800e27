import type { Call } from '../contract'
import { type AccountDb, getMeta } from './db'
import type { StoredCall, StoredEntry } from './model'
import type { Reads } from './reads'

export interface Counts {
  waiting: number
  refused: number
  /** Notices. */
  unread: number
  lastSuccess: number | null
}

/** Numbers only: known while the app is locked, too. */
export async function counts(db: AccountDb): Promise<Counts> {
  let waiting = 0
  let refused = 0
  let part: StoredEntry[] | undefined
  // In portions: an import leaves thousands, and the page must not stop for them.
  while (part?.length !== 0) {
    const after = part?.at(-1)?.seq
    part = (await db.getAll('outbox', after && IDBKeyRange.lowerBound(after, true), 500)) as StoredEntry[]
    for (const { state } of part) state === 'rejected' ? refused++ : waiting++
  }
  for (const { state } of await db.getAll('errands')) state === 'rejected' ? refused++ : waiting++
  const unread = await db.countFromIndex('inbox', 'unread')
  return { waiting, refused, unread, lastSuccess: (await getMeta(db, 'lastSuccess')) ?? null }
}

export function outbox(reads: Reads): Promise<{ entry: StoredEntry; call: Call | null }[]> {
  return reads.read(async (db) => {
    const entries = (await db.getAll('outbox')) as StoredEntry[]
    return Promise.all(entries.map(async (entry) => ({ entry, call: (await db.get('calls', entry.callId))?.view ?? null })))
  })
}

/** The newest start of the calls that made room on this device. */
export function evictedUntil(reads: Reads): Promise<string | undefined> {
  return reads.read((db) => getMeta(db, 'evictedUntil'))
}

export function conflicted(reads: Reads): Promise<StoredCall[]> {
  return reads.read(async (db) => (await db.getAll('calls')).filter((record) => record.conflicts?.length))
}

export interface CallFacts {
  record: StoredCall
  waiting: StoredEntry[]
}

export function callById(reads: Reads, id: string): Promise<CallFacts | undefined> {
  return reads.read(async (db) => {
    const tx = db.transaction(['calls', 'outbox'])
    const record = await tx.objectStore('calls').get(id)
    if (!record) return undefined
    const waiting = (await tx.objectStore('outbox').index('callId').getAll(id)) as StoredEntry[]
    return { record, waiting }
  })
}

/** Newest first, from `before` (exclusive start of the next page). */
export function pageOfCalls(
  reads: Reads,
  limit: number,
  after: PagePosition | undefined,
  matches: (call: Call) => boolean,
): Promise<{ calls: Call[]; next: PagePosition | undefined }> {
  return reads.read(async (db) => {
    const range = after ? IDBKeyRange.upperBound(after.start) : undefined
    let cursor = await db.transaction('calls').store.index('start').openCursor(range, 'prev')
    while (cursor && after && cursor.key === after.start && cursor.primaryKey >= after.id) cursor = await cursor.continue()
    const calls: Call[] = []
    while (cursor && calls.length < limit) {
      if (matches(cursor.value.view)) calls.push(cursor.value.view)
      if (calls.length === limit) return { calls, next: { start: cursor.key, id: cursor.value.id } }
      cursor = await cursor.continue()
    }
    return { calls, next: undefined }
  })
}

export interface PagePosition {
  start: string
  id: string
}

export function callsBetween(reads: Reads, from: number, to: number): Promise<Call[]> {
  const range = IDBKeyRange.bound(new Date(from).toISOString(), new Date(to).toISOString(), false, true)
  return reads.read(async (db) => (await db.getAllFromIndex('calls', 'start', range)).map((record) => record.view))
}

export interface Contact {
  name: string
  phone: string
}

/** Whom the person talked to lately, each once, newest first. */
export async function recentContacts(reads: Reads, limit: number): Promise<Contact[]> {
  const { calls } = await pageOfCalls(reads, 200, undefined, (call) => call.contactName !== null || call.contactPhone !== null)
  const contacts = new Map<string, Contact>()
  for (const { contactName, contactPhone } of calls) {
    const key = contactPhone ?? `name:${contactName}`
    const known = contacts.get(key)
    if (!known) contacts.set(key, { name: contactName ?? '', phone: contactPhone ?? '' })
    else if (!known.name && contactName) known.name = contactName
  }
  return [...contacts.values()].slice(0, limit)
}
