import { type AccountDb, getMeta, setMeta, type WriteTx } from './db'
import type { Reads } from './reads'

/** What was typed into a form and neither saved nor given up: a reload, the lock, a page that the system ended. */
export interface KeptForm {
  /** The fields that differ from what the form opened with. Others may have changed since, by somebody else. */
  typed: Record<string, unknown>
  /** Device clock, ms. */
  at: number
}

/**
 * The last one of each form counts; undefined: nothing is left of it. Asked and committed in one breath, because the page may be
 * ending.
 */
export async function keepForm(db: AccountDb, form: string, kept: KeptForm | undefined): Promise<void> {
  const tx = db.transaction('meta', 'readwrite', { durability: 'relaxed' })
  const asked: Promise<unknown> = kept ? tx.store.put(kept, `form:${form}`) : tx.store.delete(`form:${form}`)
  tx.commit()
  await Promise.all([asked, tx.done])
}

/** Never while locked. */
export const keptForm = (reads: Reads, form: string): Promise<KeptForm | undefined> =>
  reads.read((open) => getMeta(open, `form:${form}`))

/** In the transaction that saves it, so that it is neither lost nor comes back. */
export const forgetForm = (tx: WriteTx, form: string): Promise<void> => setMeta(tx, `form:${form}`, undefined)
