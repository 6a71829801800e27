import type { Assignment, AssignmentChanges, AssignmentMutation, ReadMutation } from '../contract'
import { type AccountDb, type WriteTx, write } from './db'
import type { AssignmentErrand, StoredAssignment, StoredErrand, WaitingErrand } from './model'
import { type Author, isHeld } from './outbox'

/**
 * What a person does that is about no call. The rules are the outbox's: written with what it changes in one transaction, bytes
 * frozen before the first send, one in flight for each thing, refused ones kept for the person.
 */

export async function errandsOf(tx: WriteTx, subject: string): Promise<StoredErrand[]> {
  const errands = (await tx.objectStore('errands').index('subject').getAll(subject)) as StoredErrand[]
  return errands.sort((a, b) => a.seq - b.seq)
}

/** Resolves to whether the assignment is still here. */
export function changeAssignment(db: AccountDb, author: Author, id: string, changes: AssignmentChanges): Promise<boolean> {
  return write(db, (tx) => noteChange(tx, author, id, changes))
}

/** The same, within what else is written. */
export async function noteChange(tx: WriteTx, author: Author, id: string, changes: AssignmentChanges): Promise<boolean> {
  const record = await tx.objectStore('assignments').get(id)
  if (!record) return false
  const known = (await errandsOf(tx, id)).filter(isAssignmentErrand)
  // What the person says now stands for what was refused, too.
  const refused = known.filter((errand) => errand.state === 'rejected')
  for (const { seq } of refused) await tx.objectStore('errands').delete(seq)
  const ahead = known.filter((errand) => errand.state !== 'rejected')
  const last = ahead.at(-1)
  const at = new Date(author.now()).toISOString()
  if (last?.state === 'unsent') {
    const merged = joined([...refused.map((errand) => errand.changes), last.changes, changes])
    await tx.objectStore('errands').put({ ...last, changes: merged, at })
  } else {
    const errand: WaitingErrand = {
      kind: 'assignment',
      subject: id,
      label: labelOf(record.view),
      mutationId: author.newId(),
      state: 'unsent',
      attempts: 0,
      changes: joined([...refused.map((errand) => errand.changes), changes]),
      at,
      baseVersion: last ? null : record.server.version,
    }
    await tx.objectStore('errands').add(errand)
  }
  await reprojectAssignment(tx, id)
  return true
}

/** A call was logged for it: that closes it, unless it was closed before. */
export async function noteCall(tx: WriteTx, author: Author, id: string, callId: string): Promise<void> {
  const record = await tx.objectStore('assignments').get(id)
  const closing = record?.view.state === 'open' ? closed('called') : {}
  await noteChange(tx, author, id, { ...closing, calls: { [callId]: true } })
}

/** The call is taken back: the assignment is as it was `before`, unless more happened to it since. */
export async function noteCallUndone(db: AccountDb, author: Author, before: Assignment, callId: string): Promise<void> {
  await write(db, async (tx) => {
    const record = await tx.objectStore('assignments').get(before.id)
    const { state, followUpAt, remindAt } = before
    const reopening = record?.view.state === 'called' && state === 'open' ? { state, followUpAt, remindAt } : {}
    await noteChange(tx, author, before.id, { ...reopening, calls: { [callId]: false } })
  })
}

/** Nobody is reminded of what is over. */
export const closed = (state: Assignment['state']): AssignmentChanges => ({ state, followUpAt: null, remindAt: null })

/** Marks announcements as read, here at once and for the count. Resolves to whether any was unread. */
export function markRead(db: AccountDb, author: Author, ids: readonly string[]): Promise<boolean> {
  return write(db, async (tx) => {
    let any = false
    for (const id of ids) {
      const announcement = await tx.objectStore('announcements').get(id)
      if (!announcement || announcement.readAt) continue
      any = true
      await tx.objectStore('announcements').put({ ...announcement, readAt: new Date(author.now()).toISOString() })
      await tx.objectStore('errands').add({ kind: 'read', subject: id, mutationId: author.newId(), state: 'unsent', attempts: 0 })
    }
    return any
  })
}

const isAssignmentErrand = (errand: StoredErrand): errand is StoredErrand & AssignmentErrand => errand.kind === 'assignment'

function joined(all: readonly AssignmentChanges[]): AssignmentChanges {
  const merged: AssignmentChanges = Object.assign({}, ...all)
  const calls = Object.assign({}, ...all.map((changes) => changes.calls))
  return Object.keys(calls).length > 0 ? { ...merged, calls } : merged
}

export const labelOf = ({ contactName, contactPhone }: Assignment): string => contactName ?? contactPhone

/** Derives what the person sees anew; what was taken from them is gone. */
export async function reprojectAssignment(tx: WriteTx, id: string, known?: Omit<StoredAssignment, 'id' | 'view'>): Promise<void> {
  const assignments = tx.objectStore('assignments')
  const stored = known ?? (await assignments.get(id))
  if (!stored) return
  const { server, epoch, conflicts } = stored
  if (server.deleted) return assignments.delete(id)
  const waiting = (await errandsOf(tx, id)).filter(isAssignmentErrand).filter(({ state }) => state !== 'rejected')
  const view = waiting.reduce((before, errand) => withChanges(before, errand.changes, errand.at), server)
  const record: StoredAssignment = { id, server, view, epoch }
  if (conflicts?.length) record.conflicts = conflicts
  await assignments.put(record)
}

/** As the server will have it, by `AssignmentMerge` there. */
export function withChanges(before: Assignment, changes: AssignmentChanges, at: string): Assignment {
  const { calls = {}, ...fields } = changes
  const after = { ...before, ...fields }
  const logged = Object.keys(calls).filter((id) => calls[id] && !before.callIds.includes(id))
  const closedAt = after.state === 'open' ? null : after.state === before.state ? before.closedAt : at
  return { ...after, closedAt, callIds: [...before.callIds.filter((id) => calls[id] ?? true), ...logged] }
}

/** At most one for each thing: what is on its way already, else the first that is not refused. */
export async function nextErrands(tx: WriteTx, now: number, limit: number): Promise<{ ready: StoredErrand[]; nextDue?: number }> {
  const all = (await tx.objectStore('errands').getAll()) as StoredErrand[]
  const heads = new Map<string, StoredErrand>()
  for (const errand of all) {
    if (errand.state === 'rejected') continue
    const head = heads.get(errand.subject)
    if (!head || (errand.state === 'frozen' && head.state !== 'frozen')) heads.set(errand.subject, errand)
  }
  const held = [...heads.values()].filter((errand) => isHeld(errand, now))
  const ready = [...heads.values()].filter((errand) => !held.includes(errand)).slice(0, limit)
  return held.length > 0 ? { ready, nextDue: Math.min(...held.map(({ notBefore }) => notBefore ?? now)) } : { ready }
}

export async function errandMutation(
  tx: WriteTx,
  errand: StoredErrand,
  stamp: { order: number; sentAt: string },
): Promise<AssignmentMutation | ReadMutation> {
  const { mutationId, subject: id } = errand
  if (errand.kind === 'read') return { mutationId, ...stamp, kind: 'read', id }
  const baseVersion = errand.baseVersion ?? (await tx.objectStore('assignments').get(id))?.server.version ?? 1
  return { mutationId, ...stamp, kind: 'assignment', id, baseVersion, changes: errand.changes }
}
