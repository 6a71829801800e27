import { signal } from '@preact/signals'

/** Whether the browser promised not to clear this site's data on its own. undefined: it cannot say. */
export const persisted = signal<boolean | undefined>(undefined)

export async function checkStorage(): Promise<void> {
  persisted.value = await navigator.storage?.persisted?.()
}

/** Asked after the first saved call: then there is something to lose, and some browsers ask the person. */
export async function protectStorage(): Promise<void> {
  if (persisted.value) return
  persisted.value = await navigator.storage?.persist?.()
}
