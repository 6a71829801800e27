import type { Call } from '../contract'
import { type AccountDb, getMeta } from './db'
import type { Meta, StoredCall, StoredEntry } from './model'

export interface Counts {
  waiting: number
  refused: number
  lastSuccess: number | null
}

export async function counts(db: AccountDb): Promise<Counts> {
  const entries = await db.getAll('outbox')
  const refused = entries.filter((entry) => entry.state === 'rejected').length
  return { waiting: entries.length - refused, refused, lastSuccess: (await getMeta(db, 'lastSuccess')) ?? null }
}

export async function outbox(db: AccountDb): Promise<{ entry: StoredEntry; call: Call | null }[]> {
  const entries = (await db.getAll('outbox')) as StoredEntry[]
  return Promise.all(entries.map(async (entry) => ({ entry, call: (await db.get('calls', entry.callId))?.view ?? null })))
}

export async function conflicted(db: AccountDb): Promise<StoredCall[]> {
  return (await db.getAll('calls')).filter((record) => record.conflicts?.length)
}

export interface CallFacts {
  record: StoredCall
  waiting: StoredEntry[]
}

export async function callById(db: AccountDb, id: string): Promise<CallFacts | undefined> {
  const tx = db.transaction(['calls', 'outbox'])
  const record = await tx.objectStore('calls').get(id)
  if (!record) return undefined
  const waiting = (await tx.objectStore('outbox').index('callId').getAll(id)) as StoredEntry[]
  return { record, waiting }
}

/** Newest first, from `before` (exclusive start of the next page). */
export async function pageOfCalls(
  db: AccountDb,
  limit: number,
  after: PagePosition | undefined,
  matches: (call: Call) => boolean,
): Promise<{ calls: Call[]; next: PagePosition | undefined }> {
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
}

export interface PagePosition {
  start: string
  id: string
}

export async function callsBetween(db: AccountDb, from: number, to: number): Promise<Call[]> {
  const range = IDBKeyRange.bound(new Date(from).toISOString(), new Date(to).toISOString(), false, true)
  return (await db.getAllFromIndex('calls', 'start', range)).map((record) => record.view)
}

export function metaOf<K extends keyof Meta>(db: AccountDb, key: K): Promise<Meta[K] | undefined> {
  return getMeta(db, key)
}

export interface Contact {
  name: string
  phone: string
}

/** Whom the person talked to lately, each once, newest first. */
export async function recentContacts(db: AccountDb, limit: number): Promise<Contact[]> {
  const { calls } = await pageOfCalls(db, 200, undefined, (call) => call.contactName !== null || call.contactPhone !== null)
  const contacts = new Map<string, Contact>()
  for (const { contactName, contactPhone } of calls) {
    const key = contactPhone ?? `name:${contactName}`
    const known = contacts.get(key)
    if (!known) contacts.set(key, { name: contactName ?? '', phone: contactPhone ?? '' })
    else if (!known.name && contactName) known.name = contactName
  }
  return [...contacts.values()].slice(0, limit)
}
