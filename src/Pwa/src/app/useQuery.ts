import { useEffect, useState } from 'preact/hooks'
import { LockedError, type Reads } from '../sync/reads'
import { account, revision } from './account'

/** A screen that the lock takes away may still be reading. */
export function reportUnlessLocked(error: unknown): void {
  if (!(error instanceof LockedError)) reportError(error)
}

/** Reads from the account's database, again after each change. undefined while the first read is out, or refused by the lock. */
export function useQuery<T>(read: (reads: Reads) => Promise<T>, inputs: readonly unknown[] = []): T | undefined {
  const [result, setResult] = useState<{ value: T } | undefined>(undefined)
  const current = account.value
  const tick = revision.value
  useEffect(() => {
    let superseded = false
    if (current) {
      read(current.reads)
        .then((value) => !superseded && setResult({ value }))
        // The database closes under a read when the person logs out.
        .catch((error: unknown) => account.value === current && reportUnlessLocked(error))
    }
    return () => {
      superseded = true
    }
  }, [current, tick, ...inputs])
  return result?.value
}
