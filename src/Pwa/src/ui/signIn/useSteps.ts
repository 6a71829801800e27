import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Step } from './step'

/** How many entries of the browser's history signing in has put above the page that it was opened on. */
const height = (): number => (history.state as { signIn?: number } | null)?.signIn ?? 0

/** The browser's Back and the page's own lead to the step before: each step is an entry of the browser's history. */
export interface Steps {
  step: Step
  /** To the start, with no way back to what led there; else one further. */
  go: (step: Step) => void
  back: () => void
  /** Resolves when the history is at the page that signing in was opened on. The step stays on the screen. */
  leave: () => Promise<void>
}

/** `onCancel`: signing in stands above a page, to which Back leads from the start. */
export function useSteps(onCancel?: () => void): Steps {
  const floor = onCancel ? 1 : 0
  const [step, show] = useState<Step>({ at: 'start' })
  const trail = useRef<Step[]>([step])
  const leaving = useRef(false)

  function toStart(start: Step): void {
    trail.current = [start]
    show(start)
    const above = height() - floor
    if (above > 0) history.go(-above)
    if (above < 0) history.pushState({ signIn: floor }, '')
  }

  useLayoutEffect(() => {
    const follow = (): void => {
      if (leaving.current) return
      const at = height() - floor
      const there = trail.current[at]
      if (there) show(there)
      else if (at > 0) history.go(-at)
      else onCancel?.()
    }
    addEventListener('popstate', follow)
    // After a reload the entries are still there.
    toStart(step)
    return () => removeEventListener('popstate', follow)
  }, [])

  function go(next: Step): void {
    leaving.current = false
    if (next.at === 'start') toStart(next)
    else further(next)
  }

  function further(next: Step): void {
    const above = Math.max(height() - floor, 0)
    const here = trail.current[above]
    // A code that was used, and a password that was chosen, are not what anybody comes back to.
    const at = here?.at === 'code' || here?.at === 'reset' || here?.at === 'newPassword' ? above : above + 1
    trail.current = [...trail.current.slice(0, at), next]
    if (at > above) history.pushState({ signIn: at + floor }, '')
    show(next)
  }

  async function leave(): Promise<void> {
    leaving.current = true
    const above = height()
    if (above === 0) return
    const arrived = new Promise((resolve) => addEventListener('popstate', resolve, { once: true }))
    history.go(-above)
    await arrived
  }

  return { step, go, back: () => history.back(), leave }
}
