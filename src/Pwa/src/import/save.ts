import type { CallDraft } from '../contract'
import { type AccountDb, setMeta, type WriteTx, write } from '../sync/db'
import { type Author, editCall } from '../sync/outbox'
import { draftOf } from '../sync/project'
import { entriesOf, reproject } from '../sync/records'
import type { Correction } from './plan'

/** Calls a transaction: short enough that a tap on "save" elsewhere need not wait. */
export const chunk = 100

/**
 * Puts drafts into the outbox, chunk after chunk. A page that is killed meanwhile leaves whole chunks; importing the file
 * again adds the rest, because a call that is here, deleted or not, is left alone. Resolves to the ids that were added.
 */
export async function saveDrafts(
  db: AccountDb,
  author: Author,
  drafts: readonly CallDraft[],
  onSaved: (ids: string[]) => Promise<boolean>,
): Promise<void> {
  for (let from = 0; from < drafts.length; from += chunk) {
    const part = drafts.slice(from, from + chunk)
    const ids = await write(db, async (tx) => {
      const added: string[] = []
      for (const draft of part) if (await add(tx, author, draft)) added.push(draft.id)
      const newest = Math.max(...part.map((draft) => Date.parse(draft.startedAt)))
      await setMeta(tx, 'importedUntil', Math.max(newest, ((await tx.objectStore('meta').get('importedUntil')) as number) ?? 0))
      return added
    })
    if (!(await onSaved(ids))) return
  }
}

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

/** Takes back what has not been sent; resolves to how many calls went. */
export async function undoImport(db: AccountDb, employeeId: string, ids: readonly string[]): Promise<number> {
  let removed = 0
  for (let from = 0; from < ids.length; from += chunk) {
    removed += await write(db, async (tx) => {
      let count = 0
      for (const id of ids.slice(from, from + chunk)) {
        const entries = await entriesOf(tx, id)
        const never = entries.length > 0 && entries.every((entry) => entry.state === 'unsent')
        if (!never || (await tx.objectStore('calls').get(id))?.server) continue
        for (const entry of entries) await tx.objectStore('outbox').delete(entry.seq)
        await reproject(tx, id, employeeId)
        count += 1
      }
      return count
    })
  }
  return removed
}
