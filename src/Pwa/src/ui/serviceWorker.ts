import { signal } from '@preact/signals'
import { scriptUrl } from '../lib/scriptUrl'

/** The new version, once it is installed and waits for the person's agreement. */
const waiting = signal<ServiceWorker | undefined>(undefined)
export const updateReady = waiting

export async function registerServiceWorker(): Promise<void> {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const registration = await navigator.serviceWorker.register(scriptUrl('/sw.js'))
  offer(registration)
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing
    installing?.addEventListener('statechange', () => offer(registration))
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => {})
  })
}

function offer(registration: ServiceWorkerRegistration): void {
  // Without a controller this is the first installation: nothing old is running.
  if (registration.waiting && navigator.serviceWorker.controller) waiting.value = registration.waiting
}

export function applyUpdate(): void {
  // In another page of this device they have agreed already: here only the old page is left.
  if (waiting.value?.state !== 'installed') {
    location.reload()
    return
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
  waiting.value.postMessage('skip-waiting')
}

interface SyncRegistration extends ServiceWorkerRegistration {
  sync?: { register(tag: string): Promise<void> }
}

/** Asks the browser to send the outbox once it is online, even with the app closed. */
export async function requestBackgroundSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as SyncRegistration | undefined
  await registration?.sync?.register('ooak-outbox').catch(() => {})
}
