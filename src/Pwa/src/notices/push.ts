import { signal } from '@preact/signals'
import { account } from '../app/account'
import { installed } from '../app/install'
import { api } from '../session/session'
import { getMeta, setMeta, write } from '../sync/db'
import { subscribe } from './subscribe'

/** Whether this phone shows notices, and why not. */
export type PushState = 'on' | 'off' | 'denied' | 'ios' | 'unsupported'

export const pushState = signal<PushState | undefined>(undefined)

/** A subscription that the server has not heard of for so long is said again. */
const freshness = 86_400_000

const registration = () => navigator.serviceWorker?.getRegistration()

/** iPads call themselves Macs, and Macs have no touch screen. */
const isIos = (): boolean =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes('Mac') && navigator.maxTouchPoints > 1)

export async function lookAtPush(): Promise<void> {
  pushState.value = await look()
}

async function look(): Promise<PushState> {
  const supported = 'Notification' in globalThis && 'PushManager' in globalThis && 'serviceWorker' in navigator
  if (!supported) return isIos() && !installed.value ? 'ios' : 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const subscription = Notification.permission === 'granted' && (await (await registration())?.pushManager.getSubscription())
  return subscription && (await pushId()) ? 'on' : 'off'
}

const pushId = async (): Promise<string | undefined> =>
  account.value ? (await getMeta(account.value.db, 'push'))?.id : undefined

/** Asks the person; only after they tapped. Throws what went wrong. */
export async function turnOn(): Promise<void> {
  if ((await Notification.requestPermission()) === 'granted') await keep()
  await lookAtPush()
}

/**
 * Once a day at most: the browser may have made a new subscription, the server a new key. `signedIn`: just now, so the server may have
 * forgotten this phone.
 */
export async function keepPush(signedIn = false): Promise<void> {
  const current = account.value
  if (!current || !('Notification' in globalThis) || Notification.permission !== 'granted') return
  const push = await getMeta(current.db, 'push')
  if (push && (signedIn || Date.now() - push.at > freshness)) await keep()
}

async function keep(): Promise<void> {
  const current = account.value
  const worker = await registration()
  if (!current || !worker) return
  const id = await subscribe(worker)
  await write(current.db, (tx) => setMeta(tx, 'push', { id, at: Date.now() }))
}

/** This phone is told no longer. The browser's part works without a network, and then the server learns of it by the next message. */
export async function turnOff(): Promise<void> {
  const id = await pushId()
  if (account.value) await write(account.value.db, (tx) => setMeta(tx, 'push', undefined))
  await (await (await registration())?.pushManager?.getSubscription())?.unsubscribe()
  if (id) {
    await api(`/push/subscriptions?id=${id}`, { method: 'DELETE', signal: AbortSignal.timeout(10_000) }).catch(() => {})
  }
  await lookAtPush()
}
