import type { AccountDb } from '../sync/db'

/** How many private calls would be lost with what this phone stores. A number only: known while the app is locked, too. */
export async function keptHere(db: AccountDb): Promise<number> {
  return (await db.getAll('calls')).filter(({ kept, view }) => kept && !view.deleted).length
}
