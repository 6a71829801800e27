import { type AccountDb, getMeta, setMeta, type WriteTx } from './db'
import type { Reads } from './reads'

/** What was typed into a form and neither saved nor given up: a reload, the lock, a page that the system ended. */
export interface KeptForm {
  /** The fields that differ from what the form opened with. Others may have changed since, by somebody else. */
  typed: Record<string, unknown>
  /** Device clock, ms. Also tells whose it is: the same form may be open in two tabs. */
  at: number
}

/** The last one of each form counts. Asked and committed in one breath, because the page may be ending. */
export async function keepForm(db: AccountDb, form: string, kept: KeptForm): Promise<void> {
  const tx = db.transaction('meta', 'readwrite', { durability: 'relaxed' })
  const asked: Promise<unknown> = tx.store.put(kept, `form:${form}`)
  tx.commit()
  await Promise.all([asked, tx.done])
}

/** Never while locked. */
export const keptForm = (reads: Reads, form: string): Promise<KeptForm | undefined> =>
  reads.read((open) => getMeta(open, `form:${form}`))

/**
 * In the transaction that saves it, so that it is neither lost nor comes back. `at`: of what was kept; what another tab keeps by now
 * stays.
 */
export async function forgetForm(tx: WriteTx, form: string, at: number): Promise<void> {
  if ((await getMeta(tx, `form:${form}`))?.at === at) await setMeta(tx, `form:${form}`, undefined)
}
