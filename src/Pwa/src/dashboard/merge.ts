import type { Call } from '../contract'

const kept = 200

/** Newest first; a later version takes the place of an earlier one; deleted and private calls go. */
export function merge(shown: readonly Call[], news: readonly Call[], limit = kept): Call[] {
  const byId = new Map(shown.map((call) => [call.id, call]))
  for (const call of news) if (call.version >= (byId.get(call.id)?.version ?? 0)) byId.set(call.id, call)
  const visible = [...byId.values()].filter((call) => !call.deleted && !call.private)
  return visible.sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, limit)
}
