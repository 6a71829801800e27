import { timeZone } from '../app/account'
import { signedIn, stored } from '../app/actions'
import type { Assignment, AssignmentChanges } from '../contract'
import { tasks as words } from '../i18n/tasks'
import { changeAssignment, closed, markRead } from '../sync/errands'
import { discardErrand, dismissAssignmentConflicts, retryErrand } from '../sync/refusedErrands'
import { toast } from '../ui/toast'
import { momentText } from './words'

/** What a person can say about what was assigned: kept on the phone first, sent afterwards, undone within reach. */

async function say(assignment: Assignment, changes: AssignmentChanges, said: string): Promise<void> {
  const { db, author } = signedIn()
  const { state, followUpAt, remindAt } = assignment
  if (!(await changeAssignment(db, author, assignment.id, changes))) return
  toast(said, async () => {
    await changeAssignment(db, author, assignment.id, { state, followUpAt, remindAt })
    await stored()
  })
  await stored()
}

export const done = (assignment: Assignment): Promise<void> => say(assignment, closed('done'), words.saidDone)

export const skip = (assignment: Assignment): Promise<void> => say(assignment, closed('skipped'), words.saidSkipped)

export const reopen = (assignment: Assignment): Promise<void> => say(assignment, { state: 'open' }, words.saidOpen)

/** What was called or done is open again until then. */
export function followUp(assignment: Assignment, at: string, remind: boolean): Promise<void> {
  const said = words.saidFollowUp(momentText(at, timeZone(), Date.now()))
  return say(assignment, { state: 'open', followUpAt: at, remindAt: remind ? at : null }, said)
}

export function remind(assignment: Assignment, at: string | null): Promise<void> {
  const said = at ? words.saidReminder(momentText(at, timeZone(), Date.now())) : words.saidNoReminder
  return say(assignment, { remindAt: at }, said)
}

export async function understand(id: string): Promise<void> {
  await dismissAssignmentConflicts(signedIn().db, id)
  await stored()
}

export async function read(ids: readonly string[]): Promise<void> {
  const { db, author } = signedIn()
  if (await markRead(db, author, ids)) await stored()
}

export async function sayAgain(seq: number): Promise<void> {
  const { db, author } = signedIn()
  await retryErrand(db, author, seq)
  await stored()
}

export async function discard(seq: number): Promise<void> {
  await discardErrand(signedIn().db, seq)
  await stored()
}
