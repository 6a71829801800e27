import { beforeEach, describe, expect, it } from 'vitest'
import { maxBytes } from '../src/sync/batch'
import { getMeta } from '../src/sync/db'
import { counts } from '../src/sync/queries'
import { Device, reply, serially } from './device'
import { FakeServer } from './fakeServer'

let server: FakeServer
let phone: Device

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
})

const logMany = async (n: number, notes?: string) => {
  for (let i = 0; i < n; i++) await phone.log({ contactName: `Contact ${i}`, ...(notes ? { notes } : {}) })
}

describe('a retry', () => {
  it('after a lost reply changes nothing and sends the same bytes', async () => {
    const id = await phone.log({}, false)
    server.faults = [() => 'lost-reply']
    expect(await phone.flush()).toEqual({ phase: 'offline' })
    phone.clock.time += 3_600_000
    await phone.flush()
    expect(server.bodies[1]).toBe(server.bodies[0])
    expect(server.call(id)?.version).toBe(1)
    expect(await phone.outbox()).toEqual([])
  })

  it('of one mutation backs off alone, the others go through', async () => {
    const slow = await phone.log()
    const quick = await phone.log()
    server.judge = (m) => (m.kind === 'create' && m.call.id === slow ? { status: 'retry' } : undefined)
    await phone.flush()
    expect(server.call(quick)).toBeDefined()
    expect(server.requests).toHaveLength(1)
    server.judge = () => undefined
    phone.clock.advance(10_000)
    await phone.flush()
    expect(server.call(slow)).toBeDefined()
  })
})

describe('batches', () => {
  it('carry at most 100 mutations', async () => {
    await logMany(230)
    await phone.flush()
    expect(server.requests.map(({ mutations }) => mutations.length)).toEqual([100, 100, 30])
    expect(server.calls.size).toBe(230)
  })

  it('stay under 1 MB', async () => {
    await logMany(40, 'é'.repeat(20_000))
    await phone.flush()
    for (const body of server.bodies) expect(new TextEncoder().encode(body).length).toBeLessThan(maxBytes + 4_096)
    expect(server.requests.length).toBeGreaterThan(1)
    expect(server.calls.size).toBe(40)
  })
})

describe('an error of the whole request', () => {
  it.each([429, 500, 503, 502])('%i settles nothing and backs off', async (status) => {
    await phone.log()
    server.faults = [reply(status)]
    const result = await phone.flush()
    expect(result).toMatchObject({ phase: 'waiting', code: `http-${status}` })
    expect(await counts(phone.db)).toMatchObject({ waiting: 1, refused: 0 })
    expect(phone.clock.timers).toHaveLength(1)
  })

  it('backs off longer each time, and the timer sends by itself', async () => {
    await phone.log()
    server.faults = [reply(503), reply(503), reply(503)]
    const waits: number[] = []
    for (let i = 0; i < 3; i++) {
      await phone.flush()
      waits.push((phone.clock.timers[0]?.at ?? 0) - phone.clock.time)
    }
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0)
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0)
    phone.clock.advance(waits[2] ?? 0)
    await phone.flush()
    expect(await phone.outbox()).toEqual([])
  })

  it('honours Retry-After', async () => {
    await phone.log()
    server.faults = [() => ({ status: 429, body: undefined, retryAfter: 120 })]
    await phone.flush()
    expect((phone.clock.timers[0]?.at ?? 0) - phone.clock.time).toBe(120_000)
  })

  it('halves the batch until the culprit stands alone, and refuses only that', async () => {
    await logMany(20)
    const culprit = await phone.log({ notes: 'poison' })
    await logMany(20)
    const poisoned = reply(400, 'invalid-request')
    const honest = server.send
    server.send = async (body) => {
      if (body.includes('"poison"')) {
        server.requests.push(JSON.parse(body))
        return poisoned()
      }
      return honest(body)
    }
    phone.engine = phone.anotherEngine(server)
    await phone.flush()
    expect(server.calls.size).toBe(40)
    expect(await phone.outbox()).toMatchObject([{ callId: culprit, state: 'rejected', problem: { code: 'invalid-request' } }])
    expect(server.requests.length).toBeLessThan(25)
  })

  it('that refuses even an empty request condemns no mutation', async () => {
    await logMany(3)
    server.faults = Array.from({ length: 20 }, () => reply(400, 'invalid-request'))
    expect(await phone.flush()).toMatchObject({ phase: 'waiting', code: 'invalid-request' })
    expect(await counts(phone.db)).toMatchObject({ waiting: 3, refused: 0 })
  })

  it('with a body that is not ours (a captive portal) settles nothing', async () => {
    await phone.log()
    server.faults = [() => ({ status: 200, body: undefined })]
    expect(await phone.flush()).toMatchObject({ phase: 'waiting' })
    expect(await counts(phone.db)).toMatchObject({ waiting: 1, refused: 0 })
  })

  it.each([
    ['wrong-account', 'other-account'],
    ['account-disabled', 'disabled'],
    ['account-erased', 'erased'],
  ])('%s stops and settles nothing', async (code, reason) => {
    await phone.log()
    server.faults = [reply(403, code)]
    expect(await phone.flush()).toEqual({ phase: 'stopped', reason })
    expect(await counts(phone.db)).toMatchObject({ waiting: 1, refused: 0 })
  })
})

describe('the session', () => {
  it('is renewed after a 401, and the sync goes on', async () => {
    const id = await phone.log()
    server.faults = [reply(401)]
    expect(await phone.flush()).toEqual({ phase: 'idle' })
    expect(phone.renewals).toBe(1)
    expect(server.call(id)).toBeDefined()
  })

  it('that takes its time to be renewed says nothing of the clock', async () => {
    server.faults = [reply(401)]
    server.now = phone.clock.time + 60_000
    phone.access = () => {
      phone.clock.time += 20_000
      server.now += 20_000
      return { ok: true, accessToken: 'token' }
    }
    await phone.flush()
    expect(await getMeta(phone.db, 'clockOffset')).toBe(60_000)
  })

  it.each(['expired', 'disabled', 'erased', 'other-account'] as const)(
    '%s stops and never touches the outbox',
    async (reason) => {
      await phone.log()
      phone.access = () => ({ ok: false, reason })
      expect(await phone.flush()).toEqual({ phase: 'stopped', reason })
      expect(await counts(phone.db)).toMatchObject({ waiting: 1, refused: 0 })
      expect(server.requests).toHaveLength(0)
    },
  )

  it('that cannot be renewed without a network counts as offline', async () => {
    await phone.log()
    phone.access = () => ({ ok: false, reason: 'unavailable' })
    expect(await phone.flush()).toEqual({ phase: 'offline' })
    expect(phone.clock.timers).toHaveLength(1)
  })
})

describe('two flushers', () => {
  it('of one account send each mutation once', async () => {
    await logMany(150)
    const lock = serially()
    const tab = phone.anotherEngine(server, lock)
    const worker = phone.anotherEngine(server, lock)
    await Promise.all([tab.flush(), worker.flush(), tab.flush(), worker.flush()])
    const sent = server.requests.flatMap(({ mutations }) => mutations.map(({ mutationId }) => mutationId))
    expect(sent).toHaveLength(150)
    expect(new Set(sent).size).toBe(150)
  })

  it('without a lock still lose and repeat nothing', async () => {
    await logMany(50)
    const free = <T>(work: () => Promise<T>) => work()
    await Promise.all([phone.anotherEngine(server, free).flush(), phone.anotherEngine(server, free).flush()])
    expect(server.calls.size).toBe(50)
    for (const { call } of server.calls.values()) expect(call.version).toBe(1)
    expect(await phone.outbox()).toEqual([])
  })

  it('a save while a flush is under way is sent by it', async () => {
    await phone.log()
    const flushing = phone.flush()
    const second = await phone.log()
    phone.engine.request('save')
    await flushing
    expect(server.call(second)).toBeDefined()
  })
})

describe('quiet', () => {
  it('a network that is back while the outbox is looked through is used at once', async () => {
    await phone.log({}, false)
    phone.online = false
    const started = phone.engine.flush()
    phone.online = true
    phone.engine.request('online')
    expect(await started).toEqual({ phase: 'idle' })
    expect(server.calls.size).toBe(1)
  })

  it('a save does not hammer a server that asked for quiet, being online again does', async () => {
    await phone.log()
    server.faults = [reply(503)]
    await phone.flush()
    await phone.log()
    phone.engine.request('save')
    expect(phone.engine.status().phase).toBe('waiting')
    phone.engine.request('online')
    await phone.flush()
    expect(server.calls.size).toBe(2)
  })

  it('nothing is sent while the device knows that it is offline', async () => {
    phone.online = false
    await phone.log()
    expect(await phone.flush()).toEqual({ phase: 'offline' })
    expect(server.requests).toHaveLength(0)
  })
})
