import { type Account, account } from '../app/account'
import { edit, log, signedIn } from '../app/actions'
import type { FormState } from '../app/draft'
import type { CallDraft } from '../contract'
import { calling as words } from '../i18n/calling'
import { newId } from '../lib/uuid'
import { type WriteTx, write } from '../sync/db'
import { noteCall, noteCallUndone } from '../sync/errands'
import { forgetForm, keepForm } from '../sync/kept'
import { changesBetween, draftOf } from '../sync/project'
import { toast } from '../ui/toast'
import { change, isPending, sheetOf } from './calls'
import { type PendingCall, timedDraft, withLate } from './pending'

/** What a person can say about a pending call, each within reach of an undo. */

/** Logs it once, whichever tab it is confirmed in. `again`: what to write on the sheet when the call is taken back. */
export async function confirmCall(call: PendingCall, read: CallDraft, again: FormState): Promise<void> {
  await navigator.locks.request(`ooak-confirm:${call.id}`, async () => {
    if (!(await isPending(call.id))) return addLate(call.id, again)
    const draft = timedDraft(call, read, Date.now())
    const { db, author } = signedIn()
    // A private call says nothing about whom it was for.
    const task = draft.assignmentId && !draft.private ? await db.get('assignments', draft.assignmentId) : undefined
    const closes = task && ((tx: WriteTx) => noteCall(tx, author, task.id, draft.id))
    // The server knows the id of a call that was taken back as deleted.
    const undone = async () => {
      if (task) await noteCallUndone(db, author, task.view, draft.id)
      await change({ type: 'restore', call: { ...call, id: newId(), answer: again } })
    }
    await log(draft, false, undone, closes)
    await change({ type: 'remove', id: call.id })
  })
}

/** The sheet goes away without an answer: what is on it waits with the call, or is added to the call where another tab has logged it. */
export async function keepAnswer(id: string, answer: FormState): Promise<void> {
  const current = account.value
  if (!current) return
  const at = Date.now()
  // In one breath, because the page may be ending: to join the call takes several.
  const noted = keepForm(current.db, sheetOf(id), { typed: { ...answer }, at })
  await Promise.all([noted, join(current, id, answer, at)])
}

async function join({ db }: Account, id: string, answer: FormState, at: number): Promise<void> {
  if (await isPending(id)) return change({ type: 'keep', id, answer, at })
  await navigator.locks.request(`ooak-confirm:${id}`, () => addLate(id, answer))
  await write(db, (tx) => forgetForm(tx, sheetOf(id), at))
}

async function addLate(id: string, answer: FormState): Promise<void> {
  const logged = (await signedIn().db.get('calls', id))?.view
  // Nobody called, or the call was taken back.
  if (!logged || logged.deleted) return
  const before = draftOf(logged)
  const after = withLate(before, answer)
  if (Object.keys(changesBetween(before, after)).length > 0) await edit(logged, after)
}

export async function notCalled(call: PendingCall): Promise<void> {
  await change({ type: 'remove', id: call.id })
  const undone = call.endedAt === undefined ? { ...call, endedAt: Date.now() } : call
  toast(words.removed, () => void change({ type: 'restore', call: undone }))
}
