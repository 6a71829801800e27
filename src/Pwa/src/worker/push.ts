import type { Notice, NoticePush } from '../contract'
import { notices as words } from '../i18n/notices'
import { showBadge } from '../notices/badge'
import { linkOf } from '../notices/links'
import { markRead, noteShown, receive, unreadCount } from '../notices/store'
import { subscribe } from '../notices/subscribe'
import { textOf } from '../notices/texts'
import { recall, rememberedAccount } from '../session/remembered'
import { type AccountDb, accountDbName, openAccountDb, setMeta, write } from '../sync/db'
import { changesChannelName } from '../sync/identity'

/** What of the worker's surroundings notices need; a test brings its own. */
export interface PushHost {
  registration: ServiceWorkerRegistration
  clients: Windows
  origin: string
}

interface Windows {
  matchAll: (options: { type: 'window'; includeUncontrolled: true }) => Promise<readonly OpenWindow[]>
  openWindow: (url: string) => Promise<unknown>
}

interface OpenWindow {
  readonly url: string
  focus: () => Promise<OpenWindow>
  navigate: (url: string) => Promise<unknown>
}

/** With the icon's buttons, which TypeScript's library does not know. */
interface Shown extends NotificationOptions {
  actions?: { action: string; title: string }[]
  timestamp?: number
}

/** Where a click leads, and what it read. */
interface Target {
  link: string
  id?: string
}

/** Shows a notice once, under its own tag: a message that comes again replaces what is there, and does not come back once dismissed. */
export async function onPush(host: PushHost, text: string | undefined): Promise<void> {
  const push = parse(text)
  if (!push) return showSomeNews(host)
  const account = await rememberedAccount()
  if (account?.id !== push.to) return disown(host)
  // A lost phone, or one that was kept: the sync after signing in brings what this is about.
  if ((await recall('lock'))?.ended) return showSomeNews(host)
  const { notice } = push
  const verdict = await withAccount(push.to, (db) => receive(db, notice)).catch((error: unknown) => {
    // Not to be told twice is less important than to be told.
    reportError(error)
    return 'show' as const
  })
  if (verdict === 'read') return
  const standing = await host.registration.getNotifications({ tag: notice.id })
  if (verdict === 'again' && standing.length === 0) return
  await showNotice(host, notice)
  // Not before: a worker that is stopped in between shows it when the message comes again.
  await withAccount(push.to, (db) => noteShown(db, notice)).catch((error: unknown) => reportError(error))
}

/** Opens what the notice is about, in the window that is there or in a new one. */
export async function onClick(host: PushHost, notification: Notification, action: string): Promise<void> {
  notification.close()
  const { link, id } = (notification.data ?? { link: '#/' }) as Target
  const account = await rememberedAccount()
  if (account && id) await withAccount(account.id, (db) => markRead(db, id)).catch((error: unknown) => reportError(error))
  await open(host, action === 'call' && id ? `#/inbox/${id}/call` : link)
}

/** The browser made a new subscription, or gave the old one up. */
export async function onSubscriptionChange(host: PushHost): Promise<void> {
  const account = await rememberedAccount()
  if (!account) return
  const id = await subscribe(host.registration)
  await withAccount(account.id, (db) => write(db, (tx) => setMeta(tx, 'push', { id, at: Date.now() })))
}

async function showNotice(host: PushHost, notice: Notice): Promise<void> {
  const { title, body } = textOf(notice)
  const callable = notice.kind === 'assignment' && notice.content.assignmentIds?.length === 1
  await show(host, title, {
    body,
    tag: notice.id,
    timestamp: Date.parse(notice.at),
    ...(callable && { actions: [{ action: 'call', title: words.callNow }] }),
    data: { link: linkOf(notice), id: notice.id } satisfies Target,
  })
}

const showSomeNews = (host: PushHost): Promise<void> =>
  show(host, words.someNews, { tag: 'news', data: { link: '#/inbox' } satisfies Target })

const show = (host: PushHost, title: string, options: Shown): Promise<void> =>
  host.registration.showNotification(title, {
    icon: '/icons/icon-192.png',
    badge: '/icons/maskable-512.png',
    dir: 'auto',
    ...options,
  })

async function open(host: PushHost, link: string): Promise<void> {
  const url = `${host.origin}/${link}`
  const windows = await host.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const ours = windows.find((client) => new URL(client.url).pathname === '/')
  // Only the part behind # changes: the page stays what it is. It leads there although the system does not let it come forward.
  const shown = await ours?.navigate(url).catch(() => null)
  if (ours && shown) await ours.focus().catch(() => {})
  else await host.clients.openWindow(url)
}

/** Somebody else's: they signed in here once. Nothing of it is shown, and no more of it comes. */
async function disown(host: PushHost): Promise<void> {
  await (await host.registration.pushManager.getSubscription())?.unsubscribe()
}

async function withAccount<T>(employeeId: string, work: (db: AccountDb) => Promise<T>): Promise<T> {
  const db = await openAccountDb(accountDbName(employeeId))
  try {
    const result = await work(db)
    showBadge(await unreadCount(db))
    const channel = new BroadcastChannel(changesChannelName(employeeId))
    channel.postMessage([])
    channel.close()
    return result
  } finally {
    db.close()
  }
}

function parse(text: string | undefined): NoticePush | undefined {
  try {
    const push = JSON.parse(text ?? '') as NoticePush
    return typeof push.to === 'string' && typeof push.notice?.id === 'string' ? push : undefined
  } catch {
    return undefined
  }
}
