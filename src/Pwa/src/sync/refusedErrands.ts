import { type AccountDb, write } from './db'
import { noteChange } from './errands'
import type { StoredErrand } from './model'
import type { Author } from './outbox'

/** Says it again, as something new. */
export function retryErrand(db: AccountDb, author: Author, seq: number): Promise<void> {
  return write(db, async (tx) => {
    const errand = (await tx.objectStore('errands').get(seq)) as StoredErrand | undefined
    if (errand?.state !== 'rejected' || errand.kind !== 'assignment') return
    // Where the assignment is gone there is nothing to say it about: then it stays for the person to discard.
    await noteChange(tx, author, errand.subject, {})
  })
}

export function discardErrand(db: AccountDb, seq: number): Promise<void> {
  return write(db, async (tx) => {
    const errand = (await tx.objectStore('errands').get(seq)) as StoredErrand | undefined
    if (errand?.state === 'rejected') await tx.objectStore('errands').delete(seq)
  })
}

/** What the person has seen of a conflict need not be shown again. */
export function dismissAssignmentConflicts(db: AccountDb, id: string): Promise<void> {
  return write(db, async (tx) => {
    const record = await tx.objectStore('assignments').get(id)
    if (!record?.conflicts) return
    const { conflicts, ...rest } = record
    await tx.objectStore('assignments').put(rest)
  })
}
