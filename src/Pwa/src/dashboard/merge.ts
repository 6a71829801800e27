import type { Call } from '../contract'

/** Calls of the feed; as many as the server lists at once. */
export const kept = 200

/** Nobody but its owner sees it any more. */
export const isWithdrawn = (call: Call): boolean => call.deleted || call.private

/** Newest first; a later version takes the place of an earlier one; deleted and private calls go. */
export function merge(shown: readonly Call[], news: readonly Call[], limit = kept): Call[] {
  const byId = new Map(shown.map((call) => [call.id, call]))
  for (const call of news) if (call.version >= (byId.get(call.id)?.version ?? 0)) byId.set(call.id, call)
  const visible = [...byId.values()].filter((call) => !isWithdrawn(call))
  return visible.sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, limit)
}

/**
 * The feed after a gap: what the server lists, and what the socket has said since it was asked. What was there before and is not
 * listed was deleted, or made private, while nobody listened.
 */
export function afterGap(before: readonly Call[], now: readonly Call[], listed: readonly Call[]): Call[] {
  const known = new Set(before)
  return merge(
    listed,
    now.filter((call) => !known.has(call)),
  )
}

/** The ids of those that a list, newest first, would have and has not. `since`: from when on it has all; else from its own oldest. */
export function missing(before: readonly Call[], listed: readonly Call[], since: string | undefined): string[] {
  const ids = new Set(listed.map(({ id }) => id))
  const from = since ?? listed.at(-1)?.startedAt ?? ''
  return before.filter((call) => call.startedAt > from && !ids.has(call.id)).map(({ id }) => id)
}
