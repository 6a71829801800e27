import { useEffect, useRef } from 'preact/hooks'
import type { FormState } from '../app/draft'
import { pauseMs } from '../app/typed'
import { change } from './calls'

/** What was typed before the lock, and what was added behind it. */
export function joined(before: FormState, behind: FormState): FormState {
  const notes = [before.notes, behind.notes].filter(Boolean).join('\n').slice(0, 10_000)
  return { ...before, ...behind, notes, outcome: behind.outcome ?? before.outcome, private: before.private || behind.private }
}

/** Keeps what was typed, in a pause, and when the sheet goes away without an answer or the system ends the page. */
export function useKept(id: string, form: FormState, opened: FormState) {
  const wanted = useRef(true)
  const latest = useRef(form)
  const kept = useRef(opened)
  latest.current = form
  const keep = () => {
    const answer = latest.current
    if (wanted.current && answer !== kept.current) void change({ type: 'keep', id, answer })
    kept.current = answer
  }
  useEffect(() => {
    const pause = setTimeout(keep, pauseMs)
    return () => clearTimeout(pause)
  }, [form])
  useEffect(() => {
    const hidden = () => document.visibilityState === 'hidden' && keep()
    document.addEventListener('visibilitychange', hidden)
    return () => {
      document.removeEventListener('visibilitychange', hidden)
      keep()
    }
  }, [])
  return wanted
}
