import { useEffect, useRef } from 'preact/hooks'
import type { FormState } from '../app/draft'
import { pauseMs } from '../app/typed'
import { keepAnswer } from './answers'

/** What was typed before the lock, and what was added behind it. */
export function joined(before: FormState, behind: FormState): FormState {
  const notes = [before.notes, behind.notes].filter(Boolean).join('\n').slice(0, 10_000)
  return { ...before, ...behind, notes, outcome: behind.outcome ?? before.outcome, private: before.private || behind.private }
}

/**
 * Keeps what was typed, in a pause, and when the sheet goes away without an answer or the system ends the page.
 *
 * @param before What was typed before the lock that this sheet is behind: it does not show it, and must not replace it.
 */
export function useKept(id: string, form: FormState, opened: FormState, before: { current: FormState | undefined }) {
  const wanted = useRef(true)
  const latest = useRef(form)
  const kept = useRef(opened)
  latest.current = form
  const keep = (since: FormState) => {
    const typed = latest.current
    if (wanted.current && typed !== since)
      keepAnswer(id, before.current ? joined(before.current, typed) : typed).catch(reportError)
    kept.current = typed
  }
  useEffect(() => {
    const pause = setTimeout(() => keep(kept.current), pauseMs)
    return () => clearTimeout(pause)
  }, [form])
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && keep(kept.current)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      // Another tab may have logged the call, and not what was kept meanwhile.
      keep(opened)
    }
  }, [])
  return wanted
}
