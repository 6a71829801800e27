import { effect } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Call, CallPage } from '../../contract'
import { api } from '../../session/session'
import { feed, heard, withdrawn } from '../feed'
import { isWithdrawn } from '../merge'
import type { Place } from '../routes'
import { returned, timeZone, today } from '../store'
import { CallList } from './callList'
import { newsFor } from './news'
import { narrowing, queryOf } from './query'

const pageSize = 200
/** A page may be empty although the cursor goes on; after this many, scrolling on asks again. */
const emptyPages = 5

export interface Pages {
  calls: CallList | undefined
  /** Calls that came since, and that the list would begin with. */
  news: number
  busy: boolean
  error: boolean
  more: boolean
  loadMore: () => void
  /** Everything, or the first so many; the result says whether that was all. */
  loadUpTo: (rows: number) => Promise<boolean>
  reload: () => void
}

/** The list that was left last: whoever comes back to it finds it, and where they were in it. */
interface Left {
  query: string
  list: CallList
  cursor: string | null
  /** How far the page was scrolled, px. */
  top: number
}
let left: Left | undefined

const leftOf = (query: string): Left | undefined => (returned && left?.query === query ? left : undefined)

export function usePages(place: Place): Pages {
  const query = queryOf(place, today()).toString()
  const [found] = useState(() => leftOf(query))
  const isFound = useRef(found !== undefined)
  const [, redraw] = useState(0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const cursor = useRef(found?.cursor ?? null)
  const reading = useRef<AbortController | undefined>(undefined)
  const list = useRef(found?.list)
  /** Said of calls while a page is on its way, which may have them as they were before. */
  const meanwhile = useRef<Call[] | undefined>(undefined)
  const changed = (): void => redraw((n) => n + 1)

  async function read(): Promise<void> {
    reading.current?.abort()
    const controller = new AbortController()
    reading.current = controller
    const said: Call[] = []
    meanwhile.current = said
    const { signal } = controller
    setBusy(true)
    setError(false)
    try {
      const found: Call[] = []
      for (let page = 0; page < emptyPages && found.length === 0; page++) {
        const query = queryOf(place, today())
        query.set('limit', String(pageSize))
        if (cursor.current) query.set('cursor', cursor.current)
        const answer = await api<CallPage>(`/calls?${query}`)
        if (signal.aborted) return
        found.push(...answer.calls)
        cursor.current = answer.cursor
        if (!answer.cursor) break
      }
      list.current ??= new CallList()
      list.current.append(found.filter(({ id }) => !withdrawn.value.has(id)))
      list.current.follow(said)
      changed()
    } catch {
      if (!signal.aborted) setError(true)
    }
    if (signal.aborted) return
    meanwhile.current = undefined
    setBusy(false)
  }

  useEffect(() => {
    if (isFound.current) isFound.current = false
    else {
      cursor.current = null
      list.current = undefined
      changed()
      void read()
    }
    return () => reading.current?.abort()
  }, [place.range, place.from, place.to, ...narrowing.map((name) => place[name]), attempt])

  useLayoutEffect(() => {
    if (found) scrollTo(0, found.top)
  }, [])

  useEffect(() => {
    // Before the browser scrolls to where the next page was, or that page is shorter.
    const keep = (): void => {
      left = list.current && { query, list: list.current, cursor: cursor.current, top: scrollY }
    }
    addEventListener('popstate', keep)
    return () => removeEventListener('popstate', keep)
  }, [query])

  const live = feed.value
  const gone = withdrawn.value
  useEffect(() => {
    const followed = live && list.current?.follow(live)
    const dropped = list.current?.drop(gone)
    if (followed || dropped) changed()
  }, [live, gone])

  useEffect(
    () =>
      // Every message, also of two before the next rendering.
      effect(() => {
        const calls = heard.value.filter((call) => !isWithdrawn(call))
        meanwhile.current?.push(...calls)
        if (list.current?.follow(calls)) changed()
      }),
    [],
  )

  const calls = list.current
  return {
    calls,
    news:
      calls && live
        ? newsFor(place, calls, live, { today: today(), timeZone: timeZone.value, more: cursor.current !== null })
        : 0,
    busy,
    error,
    more: cursor.current !== null,
    loadMore: () => {
      if (!busy && cursor.current !== null) void read()
    },
    loadUpTo: async (rows) => {
      while (cursor.current !== null && (list.current?.length ?? 0) < rows) {
        const before = list.current?.length
        await read()
        if (list.current?.length === before) break
      }
      return cursor.current === null
    },
    reload: () => setAttempt((n) => n + 1),
  }
}
