import type { Notice } from '../contract'
import { type AccountDb, type WriteTx, write } from '../sync/db'
import type { Reads } from '../sync/reads'

/** A notice as this phone knows it. */
export interface StoredNotice {
  id: string
  notice: Notice
  /** Present while it is unread; the index counts it. */
  unread?: 1
  /** The person read it here, and the server has not heard of it. */
  pending?: true
  /** The version in which a notification of it was shown here. */
  shown?: number
}

/** Takes in what the server says. What was read here stays read, whatever an older answer says. */
export async function takeNotice(tx: WriteTx, notice: Notice): Promise<void> {
  const inbox = tx.objectStore('inbox')
  const known = await inbox.get(notice.id)
  if (known && known.notice.version >= notice.version) return
  // More came to it since it was read.
  const grown = (notice.content.assignmentIds?.length ?? 0) > (known?.notice.content.assignmentIds?.length ?? 0)
  const pending = known?.pending && !grown
  const { unread: _unread, pending: _pending, ...rest } = known ?? { id: notice.id }
  await inbox.put({
    ...rest,
    id: notice.id,
    notice,
    ...(notice.readAt === null && !pending && { unread: 1 as const }),
    ...(notice.readAt === null && pending && { pending: true as const }),
  })
}

/** A message came for it. Resolves to whether the person should see it: once for each version, and not what they have read. */
export function receive(db: AccountDb, notice: Notice): Promise<'show' | 'again' | 'read'> {
  return write(db, async (tx) => {
    await takeNotice(tx, notice)
    const record = await tx.objectStore('inbox').get(notice.id)
    if (!record) return 'show'
    if (!record.unread) return 'read'
    return (record.shown ?? 0) >= notice.version ? 'again' : 'show'
  })
}

/** A notification of it is there, or was. */
export function noteShown(db: AccountDb, notice: Notice): Promise<void> {
  return write(db, async (tx) => {
    const inbox = tx.objectStore('inbox')
    const record = await inbox.get(notice.id)
    if (record) await inbox.put({ ...record, shown: Math.max(record.shown ?? 0, notice.version) })
  })
}

/** Resolves to whether anything changed. Without an id: all of them. */
export function markRead(db: AccountDb, id?: string): Promise<boolean> {
  return write(db, async (tx) => {
    const inbox = tx.objectStore('inbox')
    const unread = (await inbox.index('unread').getAll()).filter((record) => id === undefined || record.id === id)
    for (const { unread: _unread, ...record } of unread) await inbox.put({ ...record, pending: true })
    return unread.length > 0
  })
}

/** Notices are kept so long, here as on the server. */
const kept = 30 * 86_400_000

/** What is older goes; ids begin with their time. */
export async function dropOld(tx: WriteTx, now: number): Promise<void> {
  const limit = new Date(now - kept).toISOString().slice(0, 10).replaceAll('-', '')
  await tx.objectStore('inbox').delete(IDBKeyRange.upperBound(limit, true))
}

export const unreadCount = (db: AccountDb): Promise<number> => db.countFromIndex('inbox', 'unread')

/** Newest first. */
export const inbox = (reads: Reads): Promise<StoredNotice[]> => reads.read(async (db) => (await db.getAll('inbox')).reverse())

export const noticeById = (reads: Reads, id: string): Promise<StoredNotice | null> =>
  reads.read(async (db) => (await db.get('inbox', id)) ?? null)
