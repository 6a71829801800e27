import type { Call } from '../contract'

/** Calls of the feed; as many as the server lists at once. */
export const kept = 200

/** Newest first; a later version takes the place of an earlier one; deleted and private calls go. */
export function merge(shown: readonly Call[], news: readonly Call[], limit = kept): Call[] {
  const byId = new Map(shown.map((call) => [call.id, call]))
  for (const call of news) if (call.version >= (byId.get(call.id)?.version ?? 0)) byId.set(call.id, call)
  const visible = [...byId.values()].filter((call) => !call.deleted && !call.private)
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
