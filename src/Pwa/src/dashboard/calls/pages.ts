import { effect } from '@preact/signals'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Call, CallPage } from '../../contract'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'
import { feed, gaps, heard, withdrawn } from '../feed'
import { isWithdrawn } from '../merge'
import type { Place } from '../routes'
import { returned, timeZone, today } from '../store'
import { useBackOnline } from '../useBackOnline'
import { CallList } from './callList'
import { newsFor } from './news'
import { narrowing, queryOf } from './query'
import { readAgain } from './readAgain'

const pageSize = 200
/** A page may be empty although the cursor goes on; after this many, scrolling on asks again. */
const emptyPages = 5

export interface Pages {
  calls: CallList | undefined
  /** Calls that came since, and that the list would begin with. */
  news: number
  busy: boolean
  /** The code of why the next page could not be read, or the first. */
  error: string | undefined
  /** What changed while nobody listened could not be read. */
  stale: boolean
  more: boolean
  loadMore: () => void
  /** Everything, or the first so many; the result says whether that was all. */
  loadUpTo: (rows: number) => Promise<boolean>
  reload: () => void
  /** Where it is stale. */
  refresh: () => void
}

/** The list that was left last: whoever comes back to it finds it, and where they were in it. */
interface Left {
  query: string
  list: CallList
  cursor: string | null
  /** How far the page was scrolled, px. */
  top: number
  /** The gap that it was read after. */
  gap: number
}
let left: Left | undefined
/** Ends what keeps the list that was left as it is elsewhere. */
let unfollow: (() => void) | undefined

const visible = (calls: readonly Call[]): Call[] => calls.filter((call) => !isWithdrawn(call))

const leftOf = (query: string): Left | undefined => (returned && left?.query === query ? left : undefined)

export function usePages(place: Place): Pages {
  const query = queryOf(place, today()).toString()
  const [found] = useState(() => leftOf(query))
  const isFound = useRef(found !== undefined)
  const [, redraw] = useState(0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const [stale, setStale] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const cursor = useRef(found?.cursor ?? null)
  const reading = useRef<AbortController | undefined>(undefined)
  const list = useRef(found?.list)
  /** Said of calls while a page is on its way, which may have them as they were before. */
  const meanwhile = useRef<Call[] | undefined>(undefined)
  /** The page that is on its way, or was. */
  const page = useRef(Promise.resolve())
  /** The gap that the list was read after. */
  const gap = useRef(found?.gap ?? gaps.peek())
  /** Calls that came in a gap. */
  const missed = useRef<readonly Call[]>([])
  const changed = (): void => redraw((n) => n + 1)

  function ask(cursor: string | null): Promise<CallPage> {
    const query = queryOf(place, today())
    query.set('limit', String(pageSize))
    if (cursor) query.set('cursor', cursor)
    return api<CallPage>(`/calls?${query}`)
  }

  function read(): Promise<void> {
    page.current = readPage()
    return page.current
  }

  async function readPage(): Promise<void> {
    reading.current?.abort()
    const controller = new AbortController()
    reading.current = controller
    const said: Call[] = []
    meanwhile.current = said
    const { signal } = controller
    setBusy(true)
    setError(undefined)
    try {
      const found: Call[] = []
      for (let page = 0; page < emptyPages && found.length === 0; page++) {
        const answer = await ask(cursor.current)
        if (signal.aborted) return
        found.push(...answer.calls)
        cursor.current = answer.cursor
        if (!answer.cursor) break
      }
      list.current ??= new CallList()
      list.current.append(found.filter(({ id }) => !withdrawn.value.has(id)))
      list.current.follow(said)
      changed()
    } catch (failure) {
      if (!(failure instanceof ApiError)) reportError(failure)
      if (!signal.aborted) setError(failure instanceof ApiError ? failure.code : 'unavailable')
    }
    if (signal.aborted) return
    meanwhile.current = undefined
    setBusy(false)
  }

  /** After a gap: nothing moves, but calls that the list would have no more go. */
  async function refresh(): Promise<void> {
    // It may have been asked for before the gap ended.
    await page.current
    const [now, known] = [gaps.peek(), list.current]
    if (!known) return
    const wanted = (): boolean => list.current === known && gaps.peek() === now
    setStale(false)
    try {
      const news = await readAgain(known, cursor.current !== null, ask, wanted)
      if (!news) return
      missed.current = news
      gap.current = now
      changed()
    } catch {
      if (wanted()) setStale(true)
    }
  }

  useEffect(() => {
    if (isFound.current) isFound.current = false
    else {
      cursor.current = null
      list.current = undefined
      missed.current = []
      gap.current = gaps.peek()
      setStale(false)
      changed()
      void read()
    }
    return () => reading.current?.abort()
  }, [place.range, place.from, place.to, ...narrowing.map((name) => place[name]), attempt])

  const lastGap = gaps.value
  useEffect(() => {
    if (gap.current !== lastGap) void refresh()
  }, [lastGap])

  useBackOnline(error !== undefined && list.current === undefined, () => void read())

  useLayoutEffect(() => {
    if (found) scrollTo(0, found.top)
  }, [])

  useEffect(() => {
    // Before the browser scrolls to where the next page was, or that page is shorter.
    const keep = (): void => {
      left = list.current && { query, list: list.current, cursor: cursor.current, top: scrollY, gap: gap.current }
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

  useEffect(() => {
    unfollow?.()
    // Every message, also of two before the next rendering.
    const stop = effect(() => {
      const calls = visible(heard.value)
      meanwhile.current?.push(...calls)
      if (list.current?.follow(calls)) changed()
    })
    return () => {
      stop()
      const known = list.current
      list.current = undefined
      unfollow = effect(() => void known?.follow(visible(heard.value)))
    }
  }, [])

  const calls = list.current
  const come = new Map([...missed.current.filter(({ id }) => !gone.has(id)), ...(live ?? [])].map((call) => [call.id, call]))
  return {
    calls,
    news: calls
      ? newsFor(place, calls, [...come.values()], { today: today(), timeZone: timeZone.value, more: cursor.current !== null })
      : 0,
    busy,
    error,
    stale,
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
    refresh: () => void refresh(),
  }
}
