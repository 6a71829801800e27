import { useEffect, useState } from 'preact/hooks'
import { type Account, account, revision } from './account'

/** Reads from the account's database, again after each change. undefined while the first read is out. */
export function useQuery<T>(read: (current: Account) => Promise<T>, inputs: readonly unknown[] = []): T | undefined {
  const [result, setResult] = useState<{ value: T } | undefined>(undefined)
  const current = account.value
  const tick = revision.value
  useEffect(() => {
    let superseded = false
    if (current) {
      read(current)
        .then((value) => !superseded && setResult({ value }))
        // The database closes under a read when the person logs out.
        .catch((error: unknown) => account.value === current && reportError(error))
    }
    return () => {
      superseded = true
    }
  }, [current, tick, ...inputs])
  return result?.value
}
