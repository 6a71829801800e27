import { computed, effect, type ReadonlySignal, signal } from '@preact/signals'
import { account, online, request, syncStatus } from '../app/account'
import { type Realtime, type RealtimePorts, startRealtime } from '../lib/realtime'
import { ApiError } from '../session/problem'
import { ourServer } from '../session/realtime'

/** As long as it is wanted there is a socket, and what it says about the inbox leads to a sync. Resolves to how to end it. */
export function listenWhile(
  wanted: ReadonlySignal<boolean>,
  server: Omit<RealtimePorts, 'onMessage' | 'catchUp' | 'onState'>,
  pull: () => void,
): () => void {
  let realtime: Realtime | undefined
  const end = () => {
    realtime?.stop()
    realtime = undefined
  }
  // An account that was switched off: a sync hears why, and what follows from it.
  const refused = (error: unknown): never => {
    if (error instanceof ApiError && error.status === 403) pull()
    throw error
  }
  const stopWatching = effect(() => {
    if (!wanted.value) return end()
    realtime ??= startRealtime({
      ...server,
      ticket: () => server.ticket().catch(refused),
      // First listening, then reading: nothing can fall between the two.
      catchUp: async () => pull(),
      onMessage: (message) => {
        if (message.type === 'inbox') pull()
      },
      onState: () => {},
    })
  })
  return () => {
    stopWatching()
    end()
  }
}

/** While the app is on the screen, the inbox and its badge follow at once, whether or not this phone shows notifications. */
export function listenForNotices(): void {
  const visible = signal(document.visibilityState === 'visible')
  document.addEventListener('visibilitychange', () => {
    visible.value = document.visibilityState === 'visible'
  })
  const signedIn = computed(() => (account.value ? account.value.employee.id : undefined))
  const wanted = computed(
    () => signedIn.value !== undefined && visible.value && online.value && syncStatus.value.phase !== 'stopped',
  )
  listenWhile(wanted, ourServer, () => request('push'))
}
