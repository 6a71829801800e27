/// <reference lib="webworker" />
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching'
import { keepShared, sharePath } from '../import/shared'
import { rememberedAccount } from '../session/remembered'
import { accountDbName, openAccountDb } from '../sync/db'
import { startEngine } from '../sync/device'
import { changesChannelName } from '../sync/identity'
import { onClick, onPush, onSubscriptionChange, type PushHost } from './push'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: (string | { url: string; revision: string | null })[] }

interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

// A call log that is shared with the app waits here for its page: a POST leads nowhere without this worker.
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request
  if (method === 'POST' && new URL(url).pathname === sharePath) event.respondWith(takeShared(event.request))
})

// Both apps' shells, cache first. `/` and `/dashboard/` are served from their index.html whatever the query says.
// Nothing else is intercepted: /api goes to the network, untouched.
cleanupOutdatedCaches()
precacheAndRoute(self.__WB_MANIFEST, { directoryIndex: 'index.html', ignoreURLParametersMatching: [/.*/] })

// A new version waits until the person agrees: reloading under their hands could lose what they are typing.
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting()
})

// Background Sync, where it exists: sends the outbox although no page is open.
self.addEventListener('sync' as keyof ServiceWorkerGlobalScopeEventMap, (event) => {
  const sync = event as SyncEvent
  if (sync.tag === 'ooak-outbox') sync.waitUntil(sendOutbox())
})

const host: PushHost = { registration: self.registration, clients: self.clients, origin: self.location.origin }

// What it leads to is fetched along, so that it is there without a network too.
self.addEventListener('push', (event) => {
  event.waitUntil(onPush(host, event.data?.text()).then(() => sendOutbox().catch(() => {})))
})
self.addEventListener('notificationclick', (event) => event.waitUntil(onClick(host, event.notification, event.action)))
self.addEventListener('pushsubscriptionchange', (event) => (event as ExtendableEvent).waitUntil(onSubscriptionChange(host)))

async function takeShared(request: Request): Promise<Response> {
  const file = (await request.formData()).get('log')
  return Response.redirect(file instanceof File ? await keepShared(file) : '/#/import', 303)
}

async function sendOutbox(): Promise<void> {
  const account = await rememberedAccount()
  if (!account) return
  const db = await openAccountDb(accountDbName(account.id))
  const channel = new BroadcastChannel(changesChannelName(account.id))
  const engine = startEngine(
    db,
    account.id,
    (callIds) => channel.postMessage(callIds),
    () => {},
  )
  const status = await engine.flush()
  engine.stop()
  channel.close()
  db.close()
  // Rejecting asks the browser to try again later.
  if (status.phase === 'offline' || status.phase === 'waiting') throw new Error(status.phase)
}
