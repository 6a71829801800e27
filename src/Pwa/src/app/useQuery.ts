import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { LockedError, type Reads } from '../sync/reads'
import { account, revision } from './account'
import { locked } from './lock'

/** A screen that the lock takes away may still be reading. */
export function reportUnlessLocked(error: unknown): void {
  if (!(error instanceof LockedError)) reportError(error)
}

/** What was read before, and at which revision. */
export interface Known<T> {
  value: T
  tick: number
}

/**
 * Reads from the account's database, again after each change. undefined while the first read is out, or refused by the lock.
 * `known`: what is shown until then. Where nothing changed since it was read, it is not read again.
 */
export function useQuery<T>(
  read: (reads: Reads) => Promise<T>,
  inputs: readonly unknown[] = [],
  known?: Known<T>,
): T | undefined {
  const [result, setResult] = useState<{ value: T } | undefined>(known)
  const spared = useRef(known?.tick)
  const current = account.value
  const tick = revision.value
  const asked = useRef({ dropped: false, latest: 0 })
  useLayoutEffect(() => {
    const mine = { dropped: false, latest: 0 }
    asked.current = mine
    return () => {
      mine.dropped = true
    }
  }, [current, ...inputs])
  // Before the screen is painted: the database answers meanwhile.
  useLayoutEffect(() => {
    const mine = asked.current
    if (!current) return
    const spare = spared.current === tick
    spared.current = undefined
    if (spare) return
    read(current.reads)
      .then((value) => {
        // Of two reads of the same, an older one is better than none, and worse than a newer one.
        if (mine.dropped || tick < mine.latest) return
        mine.latest = tick
        setResult({ value })
      })
      // The database closes under a read when the person logs out.
      .catch((error: unknown) => account.value === current && reportUnlessLocked(error))
  }, [current, tick, ...inputs])
  return result?.value
}

/**
 * As it is when the screen opens. What is offered to somebody who types must not move under the finger, and a read of many calls
 * would keep the save waiting that it meets.
 */
export function useOffered<T>(read: (reads: Reads) => Promise<T>): T | undefined {
  const [result, setResult] = useState<{ value: T } | undefined>(undefined)
  const current = account.value
  const hidden = locked.value
  useEffect(() => {
    if (!current || hidden) return
    let dropped = false
    read(current.reads)
      .then((value) => dropped || setResult({ value }))
      .catch((error: unknown) => account.value === current && reportUnlessLocked(error))
    return () => {
      dropped = true
    }
  }, [current, hidden])
  return result?.value
}
