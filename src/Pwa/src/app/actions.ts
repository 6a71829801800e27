import type { Call, CallDraft } from '../contract'
import { text } from '../i18n'
import type { WriteTx } from '../sync/db'
import type { StoredCall } from '../sync/model'
import { anew, deleteCall, editCall, holdDelete, logCall, undoDelete } from '../sync/outbox'
import { draftOf, unconfirmed } from '../sync/project'
import { requestBackgroundSync } from '../ui/serviceWorker'
import { toast } from '../ui/toast'
import { type Account, account, saved } from './account'
import { withLogged } from './homeRead'
import { protectStorage } from './storage'

/** What a person can do to their calls: stored on the phone first, sent afterwards, undone within reach. */

export function signedIn(): Account {
  if (!account.value) throw new Error('Nobody is signed in')
  return account.value
}

/** It is on the phone: the screen goes on, and what follows from it comes after. */
const goOn = (): void => void stored().catch((error: unknown) => reportError(error))

export async function stored(): Promise<void> {
  await saved()
  void requestBackgroundSync()
}

/** `undone`: after the call is taken back. `also`: what is written with it. */
export async function log(
  draft: CallDraft,
  startTyped: boolean,
  undone?: () => Promise<void>,
  also?: (tx: WriteTx) => Promise<void>,
): Promise<void> {
  const current = signedIn()
  const { db, author } = current
  await logCall(db, author, draft, startTyped, also)
  if (current.home) current.home = withLogged(current.home, unconfirmed(draft, author.employeeId))
  toast(text.call.saved, async () => {
    await deleteCall(db, author, draft.id, 0)
    await undone?.()
    await stored()
  })
  goOn()
  void protectStorage()
}

/**
 * `opened`: the call as the form first showed it. `also`: what is written with it. Resolves to the id of the call that has it: a new
 * one, where that call was deleted while the form was open.
 */
export async function edit(opened: Call, draft: CallDraft, also?: (tx: WriteTx) => Promise<void>): Promise<string> {
  const { db, author } = signedIn()
  const before = draftOf(opened)
  if (isDeleted(await db.get('calls', draft.id), opened)) {
    const another = anew(draft, author)
    await logCall(db, author, another, true, also)
    toast(text.call.savedAnew, async () => {
      await deleteCall(db, author, another.id, 0)
      await stored()
    })
    goOn()
    return another.id
  }
  const changed = await editCall(db, author, before, draft, also)
  if (!changed) {
    toast(text.call.unchanged)
    return draft.id
  }
  toast(text.call.updated, async () => {
    await editCall(db, author, draft, before)
    await stored()
  })
  goOn()
  return draft.id
}

/** Not one that was erased: whom it was with must not come back. */
const isDeleted = (record: StoredCall | undefined, { contactName, contactPhone }: Call): boolean =>
  record?.view.deleted === true && record.view.contactName === contactName && record.view.contactPhone === contactPhone

export async function remove(callId: string): Promise<void> {
  const { db, author } = signedIn()
  await deleteCall(db, author, callId)
  const undo = async () => {
    toast((await undoDelete(db, author, callId)) ? text.call.restored : text.call.tooLate)
    await saved()
  }
  toast(text.call.deleted, undo, () => void holdDelete(db, author, callId).catch(reportError))
  await saved()
}
