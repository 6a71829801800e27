import type { CallDraft } from '../contract'
import { type AccountDb, getMeta, setMeta, type WriteTx, write } from '../sync/db'
import { type Author, deleteWithin, editCall } from '../sync/outbox'
import { draftOf } from '../sync/project'
import { entriesOf, reproject } from '../sync/records'
import type { Correction } from './plan'

/** Calls a transaction: short enough that a tap on "save" elsewhere need not wait. */
export const chunk = 100

/**
 * Puts drafts into the outbox, the oldest first, chunk after chunk, for as long as `onSaved` says so. An import that ends
 * early leaves whole chunks, and `importedUntil` where it ended: the file is offered from there the next time. A call that is
 * here, deleted or not, is left alone.
 */
export async function saveDrafts(
  db: AccountDb,
  author: Author,
  drafts: readonly CallDraft[],
  onSaved: (ids: string[]) => Promise<boolean>,
): Promise<void> {
  const oldestFirst = [...drafts].sort((a, b) => startOf(a) - startOf(b))
  const before = (await getMeta(db, 'importedUntil')) ?? 0
  for (let from = 0; from < oldestFirst.length; from += chunk) {
    const part = oldestFirst.slice(from, from + chunk)
    const ids = await write(db, async (tx) => {
      const added: string[] = []
      for (const draft of part) if (await add(tx, author, draft)) added.push(draft.id)
      const reached = startOf(part.at(-1) as CallDraft)
      // What an earlier import reached counts again once this one has closed the gap to it.
      await setMeta(tx, 'importedUntil', from + chunk < oldestFirst.length ? reached : Math.max(reached, before))
      return added
    })
    if (!(await onSaved(ids))) return
  }
}

const startOf = (draft: CallDraft): number => Date.parse(draft.startedAt)

async function add(tx: WriteTx, author: Author, draft: CallDraft): Promise<boolean> {
  if (await tx.objectStore('calls').get(draft.id)) return false
  const entry = { callId: draft.id, mutationId: author.newId(), state: 'unsent', attempts: 0 } as const
  // The log's times are the phone's own at the time of the call: nothing to correct by today's clock.
  await tx.objectStore('outbox').add({ ...entry, kind: 'create', draft, capturedOffset: 0, startTyped: true })
  await reproject(tx, draft.id, author.employeeId)
  return true
}

/** Gives calls that the app timed the times of the log. */
export async function correct(db: AccountDb, author: Author, corrections: readonly Correction[]): Promise<void> {
  for (const { call, startedAt, duration } of corrections) {
    const opened = draftOf(call)
    await editCall(db, author, opened, { ...opened, startedAt, duration })
  }
}

/** `sent`: of what was removed, how much the server has, or may have; a deletion follows it there. */
export interface Undone {
  removed: number
  sent: number
}

/** Removes what an import added, chunk after chunk. `until`: the `importedUntil` from before it. */
export async function undoImport(
  db: AccountDb,
  author: Author,
  ids: readonly string[],
  until: number | undefined,
  onRemoved: (done: number) => void = () => {},
): Promise<Undone> {
  const undone: Undone = { removed: 0, sent: 0 }
  for (let from = 0; from < ids.length; from += chunk) {
    const part = await write(db, async (tx) => {
      // First of all: ended half-way, this too leaves calls that the file has to be offered for.
      if (from === 0) await setMeta(tx, 'importedUntil', until)
      // All at once: one after the other, every request is a wait of its own.
      return Promise.all(ids.slice(from, from + chunk).map((id) => removeOne(tx, author, id)))
    })
    undone.removed += part.filter((became) => became !== 'nothing').length
    undone.sent += part.filter((became) => became === 'sent').length
    onRemoved(Math.min(from + chunk, ids.length))
  }
  return undone
}

async function removeOne(tx: WriteTx, author: Author, id: string): Promise<'nothing' | 'removed' | 'sent'> {
  const record = await tx.objectStore('calls').get(id)
  if (!record || record.view.deleted) return 'nothing'
  await deleteWithin(tx, author, id, 0)
  return (await entriesOf(tx, id)).length > 0 ? 'sent' : 'removed'
}
