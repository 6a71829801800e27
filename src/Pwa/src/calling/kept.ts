import { useEffect, useRef } from 'preact/hooks'
import type { FormState } from '../app/draft'
import { change } from './calls'

/** What was typed before the lock, and what was added behind it. */
export function joined(before: FormState, behind: FormState): FormState {
  const notes = [before.notes, behind.notes].filter(Boolean).join('\n').slice(0, 10_000)
  return { ...before, ...behind, notes, outcome: behind.outcome ?? before.outcome, private: before.private || behind.private }
}

/** Keeps what was typed when the sheet goes away without an answer, or the system ends the page. */
export function useKept(id: string, form: FormState, opened: FormState) {
  const wanted = useRef(true)
  const latest = useRef(form)
  latest.current = form
  useEffect(() => {
    let kept = opened
    const keep = () => {
      const answer = latest.current
      if (wanted.current && answer !== kept) void change({ type: 'keep', id, answer })
      kept = answer
    }
    const hidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      keep()
    }
  }, [])
  return wanted
}
