import { useEffect, useRef, useState } from 'preact/hooks'
import type { AuditPage, AuditRecord } from '../../contract'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'
import { useBackOnline } from '../useBackOnline'

/** A page may be empty although the cursor goes on; after this many the manager decides. */
const emptyPages = 5

/** A month's entries that fit, newest first, page by page. */
export function useAudit(month: string, action: string, person: string) {
  const [entries, setEntries] = useState<AuditRecord[] | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | undefined>(undefined)
  const [attempt, setAttempt] = useState(0)
  const cursor = useRef<string | null>(null)
  const turn = useRef(0)

  async function read(shown: AuditRecord[]): Promise<void> {
    turn.current += 1
    const mine = turn.current
    setBusy(true)
    setError(undefined)
    try {
      const found: AuditRecord[] = []
      for (let page = 0; page < emptyPages && found.length === 0; page++) {
        const query = new URLSearchParams({ limit: '100' })
        for (const [name, value] of Object.entries({ month, action, person, cursor: cursor.current })) {
          if (value) query.set(name, value)
        }
        const answer = await api<AuditPage>(`/audit?${query}`)
        if (mine !== turn.current) return
        found.push(...answer.entries)
        cursor.current = answer.cursor
        if (!answer.cursor) break
      }
      setEntries([...shown, ...found])
    } catch (failure) {
      if (!(failure instanceof ApiError)) reportError(failure)
      if (mine === turn.current) setError(failure instanceof ApiError ? failure.code : 'unavailable')
    }
    if (mine === turn.current) setBusy(false)
  }

  useEffect(() => {
    cursor.current = null
    setEntries(undefined)
    void read([])
    return () => {
      turn.current += 1
    }
  }, [month, action, person, attempt])

  const loadMore = (): void => void read(entries ?? [])
  useBackOnline(error !== undefined, loadMore)

  return {
    entries,
    busy,
    error,
    more: cursor.current !== null,
    loadMore,
    reload: () => setAttempt((n) => n + 1),
  }
}
