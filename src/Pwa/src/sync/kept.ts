import { type AccountDb, getMeta, setMeta, write } from './db'
import type { Reads } from './reads'

/** A form that the lock took away before it was saved. */
export interface KeptForm {
  /** The call that was being edited; null: a new one. */
  callId: string | null
  form: unknown
}

/** The last one counts. */
export const keepForm = (db: AccountDb, kept: KeptForm): Promise<void> => write(db, (tx) => setMeta(tx, 'keptForm', kept))

/** Hands it back once, to the same form; never while locked. */
export async function takeKeptForm(db: AccountDb, reads: Reads, callId: string | null): Promise<unknown> {
  const kept = await reads.read((open) => getMeta(open, 'keptForm'))
  if (kept?.callId !== callId || !kept) return undefined
  await write(db, (tx) => setMeta(tx, 'keptForm', undefined))
  return kept.form
}
