import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { parseRoute } from '../src/app/routes'
import type { Notice, NoticeContent, NoticeKind } from '../src/contract'
import { lockUntilSignedIn, signedInAgain } from '../src/lock/ended'
import { linkOf } from '../src/notices/links'
import { tellRead } from '../src/notices/outgoing'
import { dropOld, inbox, markRead, noticeById, takeNotice, unreadCount } from '../src/notices/store'
import { textOf } from '../src/notices/texts'
import { ApiError } from '../src/session/problem'
import { forgetAccount, rememberAccount } from '../src/session/remembered'
import { type AccountDb, accountDbName, openAccountDb, write } from '../src/sync/db'
import { counts } from '../src/sync/queries'
import { readsOf } from '../src/sync/reads'
import { onClick, onPush, type PushHost } from '../src/worker/push'
import { Device, employeeId } from './device'
import { FakeServer } from './fakeServer'

const id = '20261122T115000Z-assignment-0190aaaa-0000-7000-8000-0000000000aa'
const callId = '0190bbbb-0000-7000-8000-000000000001'

const notice = (changes: Partial<Notice> = {}): Notice => ({
  id,
  kind: 'assignment',
  at: '2026-11-22T11:50:00.000Z',
  readAt: null,
  version: 1,
  content: { assignmentIds: [callId], contactName: 'Anna', contactPhone: '+447700900123' },
  ...changes,
})

let db: AccountDb
const badge = { setAppBadge: vi.fn().mockResolvedValue(undefined), clearAppBadge: vi.fn().mockResolvedValue(undefined) }

beforeEach(async () => {
  vi.stubGlobal('navigator', badge)
  globalThis.indexedDB = new IDBFactory()
  db = await openAccountDb(accountDbName(employeeId))
})

const take = (...notices: Notice[]) =>
  write(db, async (tx) => {
    for (const one of notices) await takeNotice(tx, one)
  })

const stored = () => db.get('inbox', id)

describe('the inbox', () => {
  it('counts what is unread', async () => {
    await take(notice(), notice({ id: `${id}2` }), notice({ id: `${id}3`, readAt: '2026-11-22T12:00:00.000Z', version: 2 }))
    expect(await unreadCount(db)).toBe(2)
    expect((await counts(db)).unread).toBe(2)
  })

  it('has the newest first', async () => {
    await take(notice(), notice({ id: `20261123${id.slice(8)}` }))
    const reads = readsOf(db, () => false)
    expect((await inbox(reads)).map((one) => one.id.slice(0, 8))).toEqual(['20261123', '20261122'])
    expect((await noticeById(reads, id))?.id).toBe(id)
    expect(await noticeById(reads, 'no-such')).toBeNull()
  })

  it('keeps what was read here although an older answer comes in', async () => {
    await take(notice())
    expect(await markRead(db, id)).toBe(true)
    await take(notice())
    expect(await stored()).toMatchObject({ pending: true })
    expect(await unreadCount(db)).toBe(0)
    expect(await markRead(db, id)).toBe(false)
  })

  it('takes what was read elsewhere', async () => {
    await take(notice())
    await take(notice({ version: 2, readAt: '2026-11-22T12:00:00.000Z' }))
    expect(await unreadCount(db)).toBe(0)
    expect(await stored()).not.toHaveProperty('pending')
  })

  it('is unread again when more came to a notice', async () => {
    await take(notice())
    await markRead(db, id)
    await take(notice({ version: 2, content: { assignmentIds: [callId, 'b'] } }))
    expect(await unreadCount(db)).toBe(1)
    expect(await stored()).not.toHaveProperty('pending')
  })

  it('forgets what is older than the server keeps it', async () => {
    await take(notice(), notice({ id: `20261001${id.slice(8)}` }))
    await write(db, (tx) => dropOld(tx, Date.parse('2026-11-23T00:00:00.000Z')))
    expect(await db.getAllKeys('inbox')).toEqual([id])
  })

  it('comes with a sync', async () => {
    const server = new FakeServer()
    server.inbox = [notice()]
    const phone = Device.with(db, server)
    await phone.flush()
    expect(await unreadCount(db)).toBe(1)
  })
})

describe('what was read here', () => {
  it('is told once there is an answer, and not again', async () => {
    await take(notice())
    await markRead(db)
    const lost = vi.fn().mockRejectedValue(new TypeError('Failed to fetch'))
    await expect(tellRead(db, lost)).rejects.toThrow()
    expect(await stored()).toMatchObject({ pending: true })

    const tell = vi.fn().mockResolvedValue(notice({ version: 2, readAt: '2026-11-22T12:00:00.000Z' }))
    await tellRead(db, tell)
    await tellRead(db, tell)
    expect(tell.mock.calls).toEqual([[`/inbox/${id}`, { read: true }]])
    expect((await stored())?.notice.version).toBe(2)
  })

  it('is forgotten where the server has it no longer', async () => {
    await take(notice())
    await markRead(db)
    await tellRead(db, () => Promise.reject(new ApiError('not-found', 404)))
    expect(await stored()).toBeUndefined()
  })
})

/** A worker's surroundings: what it shows, and which windows are open. */
class Host implements PushHost {
  shown: { title: string; options: NotificationOptions & { data: unknown } }[] = []
  tray: string[] = []
  opened: string[] = []
  navigated: string[] = []
  unsubscribed = 0
  windows: string[] = []
  origin = 'https://calls.test'

  registration = {
    showNotification: async (title: string, options: NotificationOptions & { tag: string; data: unknown }) => {
      this.shown.push({ title, options })
      this.tray = [...this.tray.filter((tag) => tag !== options.tag), options.tag]
    },
    getNotifications: async ({ tag }: { tag: string }) => this.tray.filter((shown) => shown === tag),
    pushManager: { getSubscription: async () => ({ unsubscribe: async () => void this.unsubscribed++ }) },
  } as unknown as ServiceWorkerRegistration

  clients: PushHost['clients'] = {
    matchAll: async () =>
      this.windows.map((url) => {
        const client = { url, focus: async () => client, navigate: async (to: string) => this.navigated.push(to) }
        return client
      }),
    openWindow: async (url) => this.opened.push(url),
  }

  push = (push: unknown) => onPush(this, JSON.stringify(push))

  click(action = ''): Promise<void> {
    const last = this.shown.at(-1)
    const close = () => {
      this.tray = []
    }
    return onClick(this, { data: last?.options.data, close } as unknown as Notification, action)
  }
}

describe('a message', () => {
  let host: Host

  beforeEach(async () => {
    host = new Host()
    await rememberAccount({ id: employeeId, email: 'a@ooak.test' } as never)
  })

  it('is shown under the id of its notice, and stands in the inbox', async () => {
    await host.push({ to: employeeId, notice: notice() })
    expect(host.shown).toMatchObject([{ title: 'Somebody to call', options: { body: 'Anna', tag: id } }])
    expect(await unreadCount(db)).toBe(1)
    expect(badge.setAppBadge).toHaveBeenLastCalledWith(1)
  })

  it('that comes again while it stands replaces it', async () => {
    await host.push({ to: employeeId, notice: notice() })
    await host.push({ to: employeeId, notice: notice() })
    expect(host.tray).toEqual([id])
  })

  it('that a stopped worker did not get to show is shown when it comes again', async () => {
    const { registration } = host
    host.registration = {
      ...registration,
      showNotification: async () => {
        throw new Error('stopped')
      },
    } as never
    await expect(host.push({ to: employeeId, notice: notice() })).rejects.toThrow('stopped')
    host.registration = registration
    await host.push({ to: employeeId, notice: notice() })
    expect(host.tray).toEqual([id])
  })

  it('that comes again does not come back once it was dismissed', async () => {
    await host.push({ to: employeeId, notice: notice() })
    host.tray = []
    await host.push({ to: employeeId, notice: notice() })
    expect(host.tray).toEqual([])
    await host.push({
      to: employeeId,
      notice: notice({ version: 2, content: { assignmentIds: [callId, 'b'], contactName: 'Anna' } }),
    })
    expect(host.shown.at(-1)).toMatchObject({ title: '2 people to call', options: { body: 'Anna and 1 more', tag: id } })
  })

  it('about what was read here is not shown', async () => {
    await take(notice())
    await markRead(db)
    await host.push({ to: employeeId, notice: notice() })
    expect(host.shown).toEqual([])
  })

  it('for somebody else is not shown, and ends the subscription', async () => {
    await host.push({ to: 'somebody-else', notice: notice() })
    await forgetAccount()
    await host.push({ to: employeeId, notice: notice() })
    expect(host.shown).toEqual([])
    expect(host.unsubscribed).toBe(2)
  })

  it('that makes no sense still says that there is news', async () => {
    await onPush(host, undefined)
    await onPush(host, '{"to":1}')
    expect(host.shown.map(({ options }) => options.tag)).toEqual(['news', 'news'])
  })

  it('says nothing of what it is about once the session was ended', async () => {
    await lockUntilSignedIn('signed-out')
    await host.push({ to: employeeId, notice: notice() })
    expect(host.shown).toMatchObject([{ title: 'There is news in your inbox', options: { tag: 'news' } }])
    expect(JSON.stringify(host.shown)).not.toContain('Anna')

    await signedInAgain(employeeId)
    await host.push({ to: employeeId, notice: notice() })
    expect(host.shown.at(-1)).toMatchObject({ title: 'Somebody to call', options: { body: 'Anna' } })
  })

  it('of a kind that this app does not know is shown all the same', async () => {
    await host.push({ to: employeeId, notice: notice({ kind: 'lottery' as NoticeKind }) })
    expect(host.shown).toMatchObject([{ title: 'There is news in your inbox' }])
  })

  it('opens what it is about in the window that is there, and is read', async () => {
    host.windows = ['https://calls.test/dashboard/', 'https://calls.test/#/history']
    await host.push({ to: employeeId, notice: notice() })
    await host.click()
    expect(host.navigated).toEqual([`https://calls.test/#/tasks/${callId}`])
    expect(host.opened).toEqual([])
    expect(await stored()).toMatchObject({ pending: true })
  })

  it('opens a new window where none is', async () => {
    host.windows = ['https://calls.test/dashboard/']
    await host.push({ to: employeeId, notice: notice() })
    await host.click('call')
    expect(host.opened).toEqual([`https://calls.test/#/inbox/${id}/call`])
  })
})

describe('every link', () => {
  it.each([
    ['assignment', { assignmentIds: [callId] }, { screen: 'task', id: callId }],
    ['assignment', { assignmentIds: [callId, 'b'] }, { screen: 'tasks' }],
    ['assignment', {}, { screen: 'notice', id, calling: false }],
    ['announcement', { announcementId: callId }, { screen: 'news' }],
    ['target', {}, { screen: 'home' }],
    ['performance', {}, { screen: 'home' }],
    ['missed-call', { callId }, { screen: 'call', id: callId }],
    ['missed-call', {}, { screen: 'notice', id, calling: false }],
  ] as const)('of %s leads to its screen', (kind, content, route) => {
    expect(parseRoute(linkOf(notice({ kind, content: content as NoticeContent })))).toEqual(route)
  })

  it('that makes no sense leads home', () => {
    for (const hash of ['#/inbox/../x', '#/inbox/%3Cb%3E', `#/inbox/${'a'.repeat(200)}`]) {
      expect(parseRoute(hash)).toEqual({ screen: 'home' })
    }
    expect(parseRoute(`#/inbox/${id}/call`)).toEqual({ screen: 'notice', id, calling: true })
    expect(parseRoute('#/inbox')).toEqual({ screen: 'inbox' })
  })
})

describe('what a notice says', () => {
  it.each([
    ['target', { target: 12, day: '2026-11-23' }, 'Today’s target: 12 calls', /23/],
    [
      'performance',
      { calls: 9, completed: 7, talkSeconds: 3_720, target: 12, day: '2026-11-23' },
      '9 of 12 calls today',
      /7 answered/,
    ],
    ['performance', { calls: 1, completed: 1, talkSeconds: 60, day: '2026-11-23' }, '1 call today', /1 answered/],
    ['announcement', { title: 'ישיבה', text: 'בצהריים' }, 'ישיבה', /בצהריים/],
    ['missed-call', { contactPhone: '+447700900123' }, 'Not called back yet', /7700/],
  ] as const)('of %s', (kind, content, title, body) => {
    const said = textOf(notice({ kind, content }))
    expect(said.title).toBe(title)
    expect(said.body).toMatch(body)
  })
})
