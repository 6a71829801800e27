import { effect } from '@preact/signals'
import { lockChannelName } from '../lock/ended'
import { Lock, type LockEvent } from '../lock/lock'
import { dismissToast } from '../ui/toast'
import { leaveFor, route } from './navigation'
import { to } from './routes'

/** The lock in a real page: its clocks, its tabs, what counts as activity. */

const channel = new BroadcastChannel(lockChannelName)
/** Web Locks of this prefix keep every tab open; they end with the page that holds them. */
const holding = 'ooak-hold-open:'

export const lock = new Lock({
  now: () => ({ wall: Date.now(), steady: performance.now() }),
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  tell: (event) => channel.postMessage(event),
  held: async () => (await navigator.locks.query()).held?.some(({ name }) => name?.startsWith(holding)) ?? false,
  onError: (error) => reportError(error),
})
export const { locked } = lock

channel.onmessage = ({ data }: MessageEvent<LockEvent>) => lock.hear(data)

/** Keeps the app open, for a call that is under way. The result lets go of it; only then does idle time begin. */
export function holdOpen(reason: string): () => void {
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  navigator.locks.request(holding + reason, { mode: 'shared' }, () => released).catch((error: unknown) => reportError(error))
  return () => {
    lock.note()
    release()
  }
}

for (const type of ['pointerdown', 'keydown', 'wheel']) {
  addEventListener(type, () => lock.note(), { capture: true, passive: true })
}
document.addEventListener('visibilitychange', () => {
  // Coming back is activity, but first it may be time to lock; `note` looks at both.
  if (document.visibilityState === 'visible') lock.note()
})

effect(() => {
  if (!locked.value) return
  // An undo holds what it would bring back.
  dismissToast()
  // Somebody else's quick log must not open on what was being typed here.
  if (route.peek().screen === 'log') leaveFor(to.home)
})
