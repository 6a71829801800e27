import type { CallType } from '../contract'

/** Two clocks that write down the same call differ by less. */
export const nearest = 2 * 60_000

interface Timed {
  number: string | null
  callType: CallType
  /** Unix ms. */
  start: number
  /** Unique, and the same in every order: breaks ties. */
  key: string
}

/**
 * Pairs rows with logged calls of the same number and direction, the nearest starts first, each at most once: of a call and
 * its redial within the two minutes only one is the logged one. The outcome does not depend on the order of either side.
 */
export function matchOneToOne(rows: readonly Timed[], logged: readonly Timed[]): Map<string, string> {
  const groups = new Map<string, Timed[]>()
  for (const call of [...logged].sort((a, b) => a.start - b.start)) {
    const group = groups.get(groupOf(call))
    if (group) group.push(call)
    else groups.set(groupOf(call), [call])
  }
  const pairs: { row: string; call: string; apart: number }[] = []
  for (const row of rows) {
    const group = groups.get(groupOf(row)) ?? []
    for (let i = firstFrom(group, row.start - nearest); i < group.length; i++) {
      const call = group[i] as Timed
      if (call.start > row.start + nearest) break
      pairs.push({ row: row.key, call: call.key, apart: Math.abs(call.start - row.start) })
    }
  }
  pairs.sort((a, b) => a.apart - b.apart || order(a.row, b.row) || order(a.call, b.call))
  const matched = new Map<string, string>()
  const taken = new Set<string>()
  for (const { row, call } of pairs) {
    if (matched.has(row) || taken.has(call)) continue
    matched.set(row, call)
    taken.add(call)
  }
  return matched
}

const groupOf = ({ number, callType }: Timed): string => `${callType} ${number ?? ''}`

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function firstFrom(sorted: readonly Timed[], start: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as Timed).start < start) low = middle + 1
    else high = middle
  }
  return low
}
