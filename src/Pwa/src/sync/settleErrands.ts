import type { Announcement, Assignment, AssignmentChanges, MutationResult, SyncResponse } from '../contract'
import { backoff } from '../lib/backoff'
import { getMeta, type WriteTx } from './db'
import { errandsOf, noteChange, reprojectAssignment } from './errands'
import type { Refusal, StoredErrand } from './model'
import type { Settlement } from './settle'

/** What is over leaves the phone after this time, as it leaves the server. */
const retained = 90 * 86_400_000

/** What became of the errands that were sent. */
export async function settleErrands(
  tx: WriteTx,
  sent: readonly StoredErrand[],
  results: ReadonlyMap<string, MutationResult>,
  context: Settlement,
): Promise<void> {
  for (const errand of sent) {
    const result = results.get(errand.mutationId)
    if (!result) continue
    // Another flusher may have settled it, or the person discarded it, while the request was out.
    const current = (await tx.objectStore('errands').get(errand.seq)) as StoredErrand | undefined
    if (current?.mutationId === errand.mutationId) await settleOne(tx, current, result, context)
    if (result.assignment) await takeIn(tx, result.assignment, context, errand)
    else await reprojectAssignment(tx, errand.subject)
    if (result.status !== 'retry') await rebaseNext(tx, errand.subject)
  }
}

async function settleOne(tx: WriteTx, errand: StoredErrand, result: MutationResult, context: Settlement): Promise<void> {
  const errands = tx.objectStore('errands')
  switch (result.status) {
    case 'retry': {
      const attempts = errand.attempts + 1
      await errands.put({ ...errand, attempts, notBefore: context.now + backoff(attempts, context.random) })
      return
    }
    case 'rejected':
      // That somebody has read what is no more is nobody's concern. A restored server may lack an assignment until all is pulled.
      if (errand.kind === 'read') await errands.delete(errand.seq)
      else await refuseErrand(tx, errand, result.problem ?? { code: 'rejected', detail: '' })
      return
    default:
      await errands.delete(errand.seq)
      if (result.conflicts?.length) await keepConflicts(tx, errand.subject, result.conflicts)
  }
}

async function keepConflicts(tx: WriteTx, id: string, conflicts: NonNullable<MutationResult['conflicts']>): Promise<void> {
  const record = await tx.objectStore('assignments').get(id)
  if (record) await tx.objectStore('assignments').put({ ...record, conflicts: [...(record.conflicts ?? []), ...conflicts] })
}

/** Keeps it, with the reason, until the person sends it again or discards it. */
export async function refuseErrand(tx: WriteTx, errand: StoredErrand, problem: Refusal): Promise<void> {
  const { notBefore, ...rest } = errand
  if (errand.kind === 'read') await tx.objectStore('errands').delete(errand.seq)
  else await tx.objectStore('errands').put({ ...rest, state: 'rejected', problem })
  await reprojectAssignment(tx, errand.subject)
}

/** What goes next builds on the version that the errand ahead of it produced. */
async function rebaseNext(tx: WriteTx, id: string): Promise<void> {
  const version = (await tx.objectStore('assignments').get(id))?.server.version
  const next = (await errandsOf(tx, id)).find((errand) => errand.state === 'unsent')
  if (version !== undefined && next?.kind === 'assignment') await tx.objectStore('errands').put({ ...next, baseVersion: version })
}

export async function takeInAssignments(tx: WriteTx, assignments: readonly Assignment[], context: Settlement): Promise<void> {
  for (const assignment of assignments) await takeIn(tx, assignment, context)
  if (assignments.length > 0) await forgetOld(tx, context.now)
}

/** By (id, version); older news changes nothing, except after a restore. */
async function takeIn(tx: WriteTx, assignment: Assignment, context: Settlement, settled?: StoredErrand): Promise<void> {
  const record = await tx.objectStore('assignments').get(assignment.id)
  const refetch = await getMeta(tx, 'refetch')
  const epoch = refetch ?? record?.epoch ?? 0
  const conflicts = record?.conflicts ? { conflicts: record.conflicts } : {}
  const ours = record?.server
  if (!ours || assignment.version > ours.version) {
    return reprojectAssignment(tx, assignment.id, { server: assignment, epoch, ...conflicts })
  }
  if (refetch !== undefined && record.epoch !== refetch) {
    const restored = assignment.version < ours.version || assignment.updatedAt !== ours.updatedAt
    await reprojectAssignment(tx, assignment.id, { server: restored ? assignment : ours, epoch, ...conflicts })
    if (restored) await offerAgain(tx, ours, assignment, context, settled)
    return
  }
  await reprojectAssignment(tx, assignment.id)
}

/** The server went back to an older version: it hears again what it had confirmed since, but nothing that was written over. */
async function offerAgain(
  tx: WriteTx,
  confirmed: Assignment,
  restored: Assignment,
  context: Settlement,
  settled: StoredErrand | undefined,
): Promise<void> {
  const said = [settled, ...(await errandsOf(tx, restored.id))].map((errand) =>
    errand?.kind === 'assignment' ? errand.changes : {},
  )
  const newer: AssignmentChanges = Object.assign({}, ...said)
  const lost: AssignmentChanges = {}
  if (confirmed.state !== restored.state && !('state' in newer)) lost.state = confirmed.state
  if (confirmed.followUpAt !== restored.followUpAt && !('followUpAt' in newer)) lost.followUpAt = confirmed.followUpAt
  if (confirmed.remindAt !== restored.remindAt && !('remindAt' in newer)) lost.remindAt = confirmed.remindAt
  const calls = confirmed.callIds.filter((id) => !restored.callIds.includes(id))
  if (calls.length > 0) lost.calls = Object.fromEntries(calls.map((id) => [id, true]))
  if (Object.keys(lost).length > 0) await noteChange(tx, { ...context, now: () => context.now }, restored.id, lost)
}

async function forgetOld(tx: WriteTx, now: number): Promise<void> {
  for (const { id, server } of await tx.objectStore('assignments').getAll()) {
    const isOld = server.closedAt !== null && Date.parse(server.updatedAt) < now - retained
    if (isOld && (await errandsOf(tx, id)).length === 0) await tx.objectStore('assignments').delete(id)
  }
}

/** At the end of a refetch: what the server does not list it does not have. */
export async function dropUnlisted(tx: WriteTx): Promise<void> {
  const epoch = await getMeta(tx, 'refetch')
  if (epoch === undefined) return
  for (const record of await tx.objectStore('assignments').getAll()) {
    if (record.epoch !== epoch) await tx.objectStore('assignments').delete(record.id)
  }
}

/** The list replaces the one that is here, but what was read here stays read. */
export async function takeInAnnouncements(
  tx: WriteTx,
  { announcements, read = [] }: SyncResponse['changes'],
  { now }: Settlement,
): Promise<void> {
  const store = tx.objectStore('announcements')
  const readAt = new Date(now).toISOString()
  if (announcements) {
    const known = new Map((await store.getAll()).map((announcement) => [announcement.id, announcement.readAt]))
    await store.clear()
    for (const announcement of announcements) {
      await store.put({
        ...announcement,
        readAt: announcement.readAt ?? known.get(announcement.id) ?? null,
      } satisfies Announcement)
    }
  }
  for (const id of read) {
    const announcement = await store.get(id)
    if (announcement && !announcement.readAt) await store.put({ ...announcement, readAt })
  }
}
