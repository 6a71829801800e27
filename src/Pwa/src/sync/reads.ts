import type { AccountDb } from './db'

/** The app is locked: nothing of the account is read for the screen. */
export class LockedError extends Error {
  constructor() {
    super('The app is locked')
  }
}

/** Reading the account's database for the screen. All of queries.ts goes through this one gate; writing and syncing do not. */
export interface Reads {
  read: <T>(work: (db: AccountDb) => Promise<T>) => Promise<T>
}

/** A read that was under way when the app locked is refused too. */
export function readsOf(db: AccountDb, isLocked: () => boolean): Reads {
  const check = () => {
    if (isLocked()) throw new LockedError()
  }
  return {
    async read(work) {
      check()
      const result = await work(db)
      check()
      return result
    },
  }
}
