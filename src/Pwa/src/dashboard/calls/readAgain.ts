import type { Call, CallPage } from '../../contract'
import type { CallList } from './callList'

/** Of a list that goes on, as far as it goes; what is older comes with its next page. */
export const oldestOf = (list: CallList, more: boolean): string =>
  (more && list.slice(list.length - 1, list.length)[0]?.startedAt) || ''

/**
 * Reads a list again, as far as it goes: calls that changed are changed in their place, and those that it would have no more are taken
 * out. Gives the calls that it would have beside its own. Undefined: nobody wants it any more, and nothing was taken out.
 */
export async function readAgain(
  list: CallList,
  more: boolean,
  ask: (cursor: string | null) => Promise<CallPage>,
  wanted: () => boolean,
): Promise<Call[] | undefined> {
  const known = list.ids()
  const unseen = new Set(known)
  const oldest = oldestOf(list, more)
  const news: Call[] = []
  let cursor: string | null = null
  let reached: string | undefined
  do {
    const page = await ask(cursor)
    if (!wanted()) return undefined
    list.follow(page.calls)
    for (const call of page.calls) if (!unseen.delete(call.id) && !known.has(call.id)) news.push(call)
    reached = page.calls.at(-1)?.startedAt ?? reached
    cursor = page.cursor
  } while (cursor && unseen.size > 0 && (reached === undefined || reached >= oldest))
  const end = cursor ? (reached ?? '') : ''
  list.drop(new Set([...unseen].filter((id) => (list.find(id)?.startedAt ?? '') > end)))
  return news.filter(({ startedAt }) => startedAt >= oldest)
}
