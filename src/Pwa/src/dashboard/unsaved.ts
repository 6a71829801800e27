import { signal } from '@preact/signals'

/** The page that is shown has changes that leaving it would lose. */
export const unsaved = signal(false)
/** How the person wants to leave, while the page asks whether they mean it. */
export const leaving = signal<(() => void) | undefined>(undefined)

/** Goes at once, or has the page ask first. */
export function leave(go: () => void): void {
  if (unsaved.value) leaving.value = go
  else go()
}
