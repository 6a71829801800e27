import { useEffect, useState } from 'preact/hooks'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'

export interface Answer<T> {
  data?: T
  /** The code of what went wrong; beside `data`, that is what was known before. */
  error?: string
  retry: () => void
}

/** What GET answers; asked again whenever `path` or `version` changes. Undefined: nothing is asked. */
export function useAnswer<T>(path: string | undefined, version: unknown = 0): Answer<T> {
  const [state, setState] = useState<{ path?: string; data?: T; error?: string }>({})
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (!path) return
    let wanted = true
    api<T>(path)
      .then((data) => wanted && setState({ path, data }))
      .catch((error: unknown) => {
        if (!(error instanceof ApiError)) reportError(error)
        const code = error instanceof ApiError ? error.code : 'unavailable'
        if (wanted) setState((before) => (before.path === path ? { ...before, error: code } : { path, error: code }))
      })
    return () => {
      wanted = false
    }
  }, [path, version, attempt])
  const { data, error } = state.path === path ? state : {}
  return {
    ...(data !== undefined && { data }),
    ...(error !== undefined && { error }),
    retry: () => setAttempt((n) => n + 1),
  }
}
