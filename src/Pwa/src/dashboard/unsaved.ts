import { signal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'

/** What is shown has changes that leaving it would lose. */
export const unsaved = signal(false)
/** How the person wants to leave, while they are asked whether they mean it. */
export const leaving = signal<(() => void) | undefined>(undefined)

/** Goes at once, or has the person asked first. */
export function leave(go: () => void): void {
  if (unsaved.value) leaving.value = go
  else go()
}

/** While `dirty`, leaving asks: the dashboard within itself, the browser before a reload. */
export function useUnsaved(dirty: boolean): void {
  // Before the next event: it may be the one that leaves.
  useLayoutEffect(() => {
    if (!dirty) return
    unsaved.value = true
    // Not once the person has said that it may be lost.
    const ask = (event: BeforeUnloadEvent): void => {
      if (unsaved.value) event.preventDefault()
    }
    addEventListener('beforeunload', ask)
    return () => {
      removeEventListener('beforeunload', ask)
      unsaved.value = false
      leaving.value = undefined
    }
  }, [dirty])
}
