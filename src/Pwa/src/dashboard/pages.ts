import { useEffect, useRef, useState } from 'preact/hooks'
import type { Call, CallPage } from '../contract'
import { api } from '../session/session'
import { feed } from './feed'
import { merge } from './merge'
import { daysOf } from './range'
import type { Place } from './routes'
import { today } from './store'

/** A page may be empty although the cursor goes on; after this many the person decides. */
const emptyPages = 5

function pathOf(place: Place, cursor: string | null): string {
  const query = new URLSearchParams({ ...daysOf(place, today()), limit: '50' })
  for (const name of ['status', 'callType', 'q', 'employeeId'] as const) if (place[name]) query.set(name, place[name])
  if (cursor) query.set('cursor', cursor)
  return `/calls?${query}`
}

export function usePages(place: Place) {
  const [calls, setCalls] = useState<Call[] | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState(false)
  const [attempt, setAttempt] = useState(0)
  const cursor = useRef<string | null>(null)
  const reading = useRef<AbortController | undefined>(undefined)

  async function read(shown: Call[]): Promise<void> {
    reading.current?.abort()
    const controller = new AbortController()
    reading.current = controller
    const { signal } = controller
    setBusy(true)
    setError(false)
    try {
      const found: Call[] = []
      for (let page = 0; page < emptyPages && found.length === 0; page++) {
        const answer = await api<CallPage>(pathOf(place, cursor.current))
        if (signal.aborted) return
        found.push(...answer.calls)
        cursor.current = answer.cursor
        if (!answer.cursor) break
      }
      setCalls([...shown, ...found])
    } catch {
      if (!signal.aborted) setError(true)
    }
    if (!signal.aborted) setBusy(false)
  }

  const { range, from, to, status, callType, q, employeeId } = place
  useEffect(() => {
    cursor.current = null
    setCalls(undefined)
    void read([])
    return () => reading.current?.abort()
  }, [range, from, to, status, callType, q, employeeId, attempt])

  // Calls on the screen follow the live feed; new ones don't push rows under the manager's pointer.
  const live = feed.value
  useEffect(() => {
    if (!live) return
    setCalls((shown) => {
      const ids = new Set(shown?.map((call) => call.id))
      const news = live.filter((call) => ids.has(call.id))
      return shown && news.length > 0 ? merge(shown, news, Number.POSITIVE_INFINITY) : shown
    })
  }, [live])

  return {
    calls,
    busy,
    error,
    more: cursor.current !== null,
    loadMore: () => void read(calls ?? []),
    retry: () => setAttempt((n) => n + 1),
  }
}
