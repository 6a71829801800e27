import type { Call } from '../../contract'
import { isWithdrawn } from '../merge'

/** ms between two sentences: whoever listens has other things to hear, too. */
export const pause = 20_000

export interface News {
  hear: (calls: readonly Call[]) => void
  stop: () => void
}

/** Sums up calls that were logged: the first is told at once, and what comes in the pause after it together. */
export function summing(tell: (calls: readonly Call[]) => void): News {
  const known = new Set<string>()
  let fresh: Call[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  function tellAll(): void {
    timer = undefined
    if (fresh.length === 0) return
    tell(fresh)
    fresh = []
    timer = setTimeout(tellAll, pause)
  }

  return {
    hear(calls) {
      const gone = new Set(calls.filter(isWithdrawn).map(({ id }) => id))
      fresh = fresh.filter(({ id }) => !gone.has(id))
      for (const call of calls) {
        // A later version is a change of a call that was told, or is too old to be news.
        if (call.version > 1 || isWithdrawn(call) || known.has(call.id)) continue
        known.add(call.id)
        fresh.push(call)
      }
      if (!timer) tellAll()
    },
    stop: () => clearTimeout(timer),
  }
}
