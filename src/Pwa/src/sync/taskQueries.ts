import type { Announcement, Assignment, Call } from '../contract'
import type { Conflict, StoredErrand } from './model'
import type { Reads } from './reads'

export interface Task {
  assignment: Assignment
  /** Something about it has not reached the server yet. */
  waits: boolean
  conflicts: readonly Conflict[]
}

export function tasks(reads: Reads): Promise<Task[]> {
  return reads.read(async (db) => {
    const tx = db.transaction(['assignments', 'errands'])
    const waiting = new Set(
      (await tx.objectStore('errands').getAll()).filter(({ state }) => state !== 'rejected').map(({ subject }) => subject),
    )
    const records = await tx.objectStore('assignments').getAll()
    return records.map(({ id, view, conflicts = [] }) => ({ assignment: view, waits: waiting.has(id), conflicts }))
  })
}

/** Those of them that are on this phone. */
export function callsByIds(reads: Reads, ids: readonly string[]): Promise<Call[]> {
  return reads.read(async (db) => {
    const records = await Promise.all(ids.map((id) => db.get('calls', id)))
    return records.flatMap((record) => (record && !record.view.deleted ? [record.view] : []))
  })
}

/** Newest first. */
export function announcements(reads: Reads): Promise<Announcement[]> {
  return reads.read(async (db) => (await db.getAll('announcements')).sort((a, b) => (a.at < b.at ? 1 : -1)))
}

export function errands(reads: Reads): Promise<StoredErrand[]> {
  return reads.read(async (db) => (await db.getAll('errands')) as StoredErrand[])
}
