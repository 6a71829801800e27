import { signal } from '@preact/signals'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { RealtimeMessage } from '../src/contract'
import { listenWhile } from '../src/notices/live'
import { keepPush, lookAtPush, pushState, turnOff, turnOn } from '../src/notices/push'
import { fromBase64url } from '../src/session/base64url'
import { ApiError } from '../src/session/problem'
import { forgetAccount, rememberAccount } from '../src/session/remembered'
import { type AccountDb, accountDbName, getMeta, openAccountDb, setMeta, write } from '../src/sync/db'
import { onSubscriptionChange, type PushHost } from '../src/worker/push'
import { employeeId } from './device'

const page = vi.hoisted(() => ({
  api: vi.fn(),
  account: { value: undefined as { db: unknown } | undefined },
  installed: { value: false },
}))
vi.mock('../src/session/session', () => ({ api: page.api }))
vi.mock('../src/app/account', () => ({
  account: page.account,
  online: { value: true },
  syncStatus: { value: { phase: 'idle' } },
  request: () => {},
}))
vi.mock('../src/app/install', () => ({ installed: page.installed }))

const serverKey = 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8'

/** A browser's PushManager: one subscription at a time, for the key that it was asked for. */
class FakeBrowser {
  subscription: {
    options: { applicationServerKey: ArrayBuffer }
    unsubscribe: () => Promise<boolean>
    toJSON: () => unknown
  } | null = null
  made = 0

  registration = {
    pushManager: {
      getSubscription: async () => this.subscription,
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => this.have(applicationServerKey),
    },
  } as unknown as ServiceWorkerRegistration

  have(key: string) {
    this.made += 1
    const endpoint = `https://push.test/${this.made}`
    this.subscription = {
      options: { applicationServerKey: fromBase64url(key).buffer },
      unsubscribe: async () => {
        this.subscription = null
        return true
      },
      toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
    }
    return this.subscription
  }
}

let db: AccountDb
let browser: FakeBrowser
/** What the server was asked, and what it answers. */
let asked: { path: string; method: string; body: unknown }[]
let offline = false

const push = () => getMeta(db, 'push')

function permit(permission: NotificationPermission, answer = permission): void {
  vi.stubGlobal('Notification', {
    permission,
    requestPermission: async () => Object.assign(Notification, { permission: answer }).permission,
  })
}

beforeEach(async () => {
  vi.unstubAllGlobals()
  globalThis.indexedDB = new IDBFactory()
  db = await openAccountDb(accountDbName(employeeId))
  page.account.value = { db }
  page.installed.value = false
  browser = new FakeBrowser()
  asked = []
  offline = false
  vi.stubGlobal('navigator', {
    userAgent: 'Chrome',
    maxTouchPoints: 5,
    serviceWorker: { getRegistration: async () => browser.registration },
  })
  vi.stubGlobal('PushManager', class {})
  permit('granted')
  page.api.mockReset().mockImplementation(async (path: string, { method = 'GET', body }: RequestInit = {}) => {
    if (offline) throw new ApiError('offline', 0)
    asked.push({ path, method, body: body && JSON.parse(String(body)) })
    return path === '/push/key' ? { key: serverKey } : { id: `id-${browser.made}` }
  })
})

describe('a subscription that the browser changed', () => {
  const change = () => onSubscriptionChange({ registration: browser.registration } as PushHost)

  beforeEach(() => rememberAccount({ id: employeeId, email: 'a@ooak.test' } as never))

  it('is told to the server, and remembered as this phone’s', async () => {
    await write(db, (tx) => setMeta(tx, 'push', { id: 'old', at: 1 }))
    browser.have(serverKey)
    await change()
    expect(asked.at(-1)).toEqual({
      path: '/push/subscriptions',
      method: 'POST',
      body: { endpoint: 'https://push.test/1', keys: { p256dh: 'p', auth: 'a' }, serverKey },
    })
    expect(await push()).toMatchObject({ id: 'id-1' })
    expect((await push())?.at).toBeGreaterThan(1)
  })

  it('is made anew where the browser gave it up', async () => {
    await change()
    expect(browser.made).toBe(1)
    expect(await push()).toMatchObject({ id: 'id-1' })
  })

  it('is made anew where it is for another key than the server’s', async () => {
    browser.have('BAAAKsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8')
    await change()
    expect(browser.made).toBe(2)
    expect(asked.at(-1)?.body).toMatchObject({ endpoint: 'https://push.test/2' })
  })

  it('waits for the app where the server does not answer', async () => {
    await write(db, (tx) => setMeta(tx, 'push', { id: 'old', at: 1 }))
    offline = true
    await expect(change()).rejects.toThrow()
    expect(await push()).toEqual({ id: 'old', at: 1 })

    // It was not said today: the next start says it.
    offline = false
    await keepPush()
    expect(await push()).toMatchObject({ id: 'id-1' })
  })

  it('is nobody’s where nobody is signed in', async () => {
    await forgetAccount()
    await change()
    expect(asked).toEqual([])
  })
})

describe('whether this phone shows notices', () => {
  const look = async () => {
    await lookAtPush()
    return pushState.value
  }

  it('is known only from the browser and the server together', async () => {
    expect(await look()).toBe('off')
    browser.have(serverKey)
    expect(await look()).toBe('off')
    await write(db, (tx) => setMeta(tx, 'push', { id: 'x', at: 1 }))
    expect(await look()).toBe('on')
    permit('denied')
    expect(await look()).toBe('denied')
    permit('default')
    expect(await look()).toBe('off')
  })

  it.each([
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5, false, 'ios'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 5, false, 'ios'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)', 0, false, 'unsupported'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X)', 5, true, 'unsupported'],
  ])('on %s with %i fingers, installed %s, is %s', async (userAgent, maxTouchPoints, installed, state) => {
    vi.unstubAllGlobals()
    vi.stubGlobal('navigator', { userAgent, maxTouchPoints })
    page.installed.value = installed
    expect(await look()).toBe(state)
  })
})

describe('turning it on and off', () => {
  it('asks first, and subscribes once it may', async () => {
    permit('default', 'granted')
    await turnOn()
    expect(pushState.value).toBe('on')
    expect(await push()).toMatchObject({ id: 'id-1' })
  })

  it('asks the server nothing where the person says no', async () => {
    permit('default', 'denied')
    await turnOn()
    expect(pushState.value).toBe('denied')
    expect(asked).toEqual([])
  })

  it('says what went wrong, and is still off', async () => {
    offline = true
    await expect(turnOn()).rejects.toThrow()
    await lookAtPush()
    expect(pushState.value).toBe('off')
  })

  it('ends here and at the server', async () => {
    await turnOn()
    await turnOff()
    expect(pushState.value).toBe('off')
    expect(browser.subscription).toBeNull()
    expect(asked.at(-1)).toMatchObject({ path: '/push/subscriptions?id=id-1', method: 'DELETE' })
  })

  it('ends here without a network', async () => {
    await turnOn()
    offline = true
    await turnOff()
    expect(browser.subscription).toBeNull()
    expect(await push()).toBeUndefined()
  })

  it('is said again once a day', async () => {
    await turnOn()
    const said = asked.length
    await keepPush()
    expect(asked).toHaveLength(said)
    await write(db, (tx) => setMeta(tx, 'push', { id: 'id-1', at: Date.now() - 90_000_000 }))
    await keepPush()
    expect(asked.length).toBeGreaterThan(said)
  })

  it('is said again to a server that has just let the person in', async () => {
    await turnOn()
    const said = asked.length
    await keepPush(true)
    expect(asked.length).toBeGreaterThan(said)
  })

  it('is not said of a phone on which it was turned off', async () => {
    await keepPush()
    expect(asked).toEqual([])
  })
})

describe('an open page', () => {
  it('pulls when it listens and whenever its inbox changes, as long as it is wanted', async () => {
    const sockets: WebSocket[] = []
    const wanted = signal(false)
    const pull = vi.fn()
    const server = {
      ticket: async () => ({ ticket: 't', expiresIn: 30 }),
      open: () => {
        const socket = { close: vi.fn(), send: vi.fn() } as unknown as WebSocket
        sockets.push(socket)
        return socket
      },
      random: () => 0.5,
      unreachable: () => false,
    }
    const end = listenWhile(wanted, server, pull)
    const say = (message: RealtimeMessage) =>
      sockets.at(-1)?.onmessage?.(new MessageEvent('message', { data: JSON.stringify(message) }))
    expect(sockets).toHaveLength(0)

    wanted.value = true
    await vi.waitFor(() => expect(sockets).toHaveLength(1))
    expect(pull).not.toHaveBeenCalled()
    sockets[0]?.onopen?.(new Event('open'))
    expect(pull).toHaveBeenCalledTimes(1)
    say({ type: 'inbox' })
    say({ type: 'pong' })
    say({ type: 'calls', calls: [] })
    expect(pull).toHaveBeenCalledTimes(2)

    wanted.value = false
    expect(sockets[0]?.close).toHaveBeenCalled()
    wanted.value = true
    await vi.waitFor(() => expect(sockets).toHaveLength(2))
    end()
    expect(sockets[1]?.close).toHaveBeenCalled()
  })

  it('asks for a sync where the account may not listen any more, and not where there is no network', async () => {
    const pull = vi.fn()
    const ticket = vi.fn().mockRejectedValueOnce(new ApiError('offline', 0)).mockRejectedValue(new ApiError('forbidden', 403))
    const end = listenWhile(signal(true), { ticket, open: vi.fn(), random: () => 0, unreachable: () => true }, pull)
    await vi.waitFor(() => expect(ticket).toHaveBeenCalledTimes(1))
    expect(pull).not.toHaveBeenCalled()
    await vi.waitFor(() => expect(pull).toHaveBeenCalledTimes(1), 5_000)
    end()
  })
})
