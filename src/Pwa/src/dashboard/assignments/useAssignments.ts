import { useEffect, useRef, useState } from 'preact/hooks'
import type { Assignment, AssignmentPage } from '../../contract'
import { addDays } from '../../lib/days'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'
import { today } from '../store'
import { useBackOnline } from '../useBackOnline'
import { belongs, type Filters } from './listing'

const pageSize = 100
/** A page may be empty although the cursor goes on. */
const emptyPages = 5
/** What happens on phones is seen within this. */
const pace = 20_000
/** More than one request brings is not read again behind the manager's back. */
const refreshed = 200

function pathOf({ state, employeeId, due }: Filters, cursor: string | null, limit: number): string {
  const query = new URLSearchParams({ state: state || 'open', limit: String(limit) })
  if (employeeId) query.set('employeeId', employeeId)
  const day = today()
  const open = !state || state === 'open'
  if (due === 'overdue') query.set('to', addDays(day, -1))
  if (due === 'today' || due === 'week') {
    query.set('from', due === 'week' && !open ? addDays(day, -6) : day)
    query.set('to', due === 'week' && open ? addDays(day, 6) : day)
  }
  if (cursor) query.set('cursor', cursor)
  return `/assignments?${query}`
}

export function useAssignments(filters: Filters) {
  const [list, setList] = useState<Assignment[] | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const cursor = useRef<string | null>(null)
  const reading = useRef<AbortController | undefined>(undefined)
  /** Grows with what is changed here, so that an older answer does not undo it on the screen. */
  const changes = useRef(0)
  /** The last read, done or failed, went on from where another ended. */
  const readsOn = useRef(false)

  async function read(shown: readonly Assignment[], from: string | null, limit = pageSize): Promise<void> {
    reading.current?.abort()
    const controller = new AbortController()
    reading.current = controller
    const { signal } = controller
    const before = changes.current
    let next = from
    readsOn.current = from !== null
    setBusy(true)
    try {
      const found: Assignment[] = []
      for (let page = 0; page < emptyPages && found.length === 0; page++) {
        const answer: AssignmentPage = await api<AssignmentPage>(pathOf(filters, next, limit))
        if (signal.aborted) return
        found.push(...answer.assignments)
        next = answer.cursor
        if (!next) break
      }
      if (before === changes.current) {
        cursor.current = next
        setList([...shown, ...found])
      }
      setError(undefined)
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      if (!signal.aborted) setError(failure.code)
    }
    if (!signal.aborted) setBusy(false)
  }

  const { state, employeeId, due } = filters
  useEffect(() => {
    cursor.current = null
    setList(undefined)
    setError(undefined)
    void read([], null)
    return () => reading.current?.abort()
  }, [state, employeeId, due])

  const readAgain = (shown: number): void => void read([], null, Math.max(pageSize, shown))
  const loadMore = (): void => void read(list ?? [], cursor.current)

  useEffect(() => {
    const refresh = () => {
      // What the manager asked for is not given up for it.
      if (document.visibilityState !== 'visible' || busy || !list || list.length > refreshed) return
      readAgain(list.length)
    }
    const timer = setInterval(refresh, pace)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [list, busy, state, employeeId, due])

  /** What failed is tried again; what is shown stays. */
  function retry(): void {
    setError(undefined)
    if (readsOn.current) loadMore()
    else readAgain(list?.length ?? 0)
  }
  useBackOnline(error !== undefined && !list, retry)

  /** What the server said about some of them: they stay, change, or leave this list. */
  function keep(news: readonly Assignment[]): void {
    changes.current++
    setList((before) => {
      const byId = new Map(news.map((each) => [each.id, each]))
      const kept = (before ?? []).flatMap((each) => {
        const now = byId.get(each.id) ?? each
        byId.delete(each.id)
        return belongs(now, filters) ? [now] : []
      })
      return [...[...byId.values()].filter((each) => belongs(each, filters)), ...kept]
    })
  }

  return {
    list,
    busy,
    error,
    more: cursor.current !== null,
    loadMore,
    retry,
    keep,
  }
}
