import type { Call } from '../contract'
import { type AccountDb, getMeta, type StartIndex } from './db'
import type { StoredCall, StoredEntry } from './model'
import { outboxPortions } from './portions'
import type { Reads } from './reads'

export interface Counts {
  waiting: number
  refused: number
  /** The calls of which something waits or was refused. */
  unsent: ReadonlySet<string>
  /** Notices. */
  unread: number
  lastSuccess: number | null
}

/** Numbers and ids only: known while the app is locked, too. */
export async function counts(db: AccountDb): Promise<Counts> {
  const [calls, errands, unread, lastSuccess = null] = await Promise.all([
    statesOf(db),
    db.getAll('errands'),
    db.countFromIndex('inbox', 'unread'),
    getMeta(db, 'lastSuccess'),
  ])
  let { waiting, refused, unsent } = calls
  for (const { state } of errands) state === 'rejected' ? refused++ : waiting++
  return { waiting, refused, unsent, unread, lastSuccess }
}

async function statesOf(db: AccountDb): Promise<Pick<Counts, 'waiting' | 'refused' | 'unsent'>> {
  let waiting = 0
  let refused = 0
  const unsent = new Set<string>()
  for await (const part of outboxPortions((range, limit) => db.getAll('outbox', range, limit))) {
    for (const { callId, state } of part) {
      state === 'rejected' ? refused++ : waiting++
      unsent.add(callId)
    }
  }
  return { waiting, refused, unsent }
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

/** Not of a call that was deleted since: there is nothing left to look at. */
export function conflicted(reads: Reads): Promise<StoredCall[]> {
  return reads.read(async (db) => (await db.getAll('calls')).filter(({ view, conflicts }) => conflicts?.length && !view.deleted))
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

/** Newest first, after the call at `after`. */
export function pageOfCalls(
  reads: Reads,
  limit: number,
  after: PagePosition | undefined,
  matches: (call: Call) => boolean,
): Promise<{ calls: Call[]; next: PagePosition | undefined }> {
  return reads.read(async (db) => {
    const index = db.transaction('calls').store.index('start')
    const calls: Call[] = []
    let range = after && IDBKeyRange.upperBound(after.start)
    // Where few match, larger portions are read from the second on.
    for (let portion = limit; ; portion = largestPortion) {
      const records = await newest(index, range, portion)
      for (const { id, start, view } of records) {
        if (after && start === after.start && id >= after.id) continue
        if (!matches(view)) continue
        calls.push(view)
        if (calls.length === limit) return { calls, next: { start, id } }
      }
      const oldest = records.at(-1)
      if (!oldest) return { calls, next: undefined }
      range = IDBKeyRange.upperBound(oldest.start, true)
    }
  })
}

const largestPortion = 500

type Listed = StoredCall & { start: string }

/**
 * The newest in the range, and all that began when the last of them did. Three requests instead of one a call: each is a round
 * trip between threads, which costs a slow phone a millisecond.
 */
async function newest(index: StartIndex, range: IDBKeyRange | undefined, limit: number): Promise<Listed[]> {
  let cursor = await index.openKeyCursor(range, 'prev')
  if (cursor && limit > 1) cursor = await cursor.advance(limit - 1)
  // Without one there are fewer: all of them, then.
  const wanted = cursor ? since(cursor.key, range) : range
  return ((await index.getAll(wanted)) as Listed[]).reverse()
}

const since = (least: string, range: IDBKeyRange | undefined): IDBKeyRange =>
  range ? IDBKeyRange.bound(least, range.upper, false, range.upperOpen) : IDBKeyRange.lowerBound(least)

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
