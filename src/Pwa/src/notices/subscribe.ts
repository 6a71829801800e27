import type { PushKey, PushSubscribed, PushSubscriptionRequest } from '../contract'
import { toBase64url } from '../session/base64url'
import { post } from '../session/problem'
import { api } from '../session/session'

/**
 * Lets this browser be told: subscribes, and says so to the server, which knows it when it hears it again. A subscription for
 * another key than the server's is of no use and made anew. Resolves to its id.
 */
export async function subscribe({ pushManager }: ServiceWorkerRegistration): Promise<string> {
  const { key } = await api<PushKey>('/push/key')
  let subscription = await pushManager.getSubscription()
  const made = subscription?.options.applicationServerKey
  if (subscription && (!made || toBase64url(made) !== key)) {
    await subscription.unsubscribe()
    subscription = null
  }
  subscription ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  // The platform's type leaves all of it open; the server refuses what lacks a part.
  const { endpoint, keys } = subscription.toJSON() as Omit<PushSubscriptionRequest, 'serverKey'>
  return (await api<PushSubscribed>('/push/subscriptions', post<PushSubscriptionRequest>({ endpoint, keys, serverKey: key }))).id
}
