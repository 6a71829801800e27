import { beforeEach, describe, expect, it } from 'vitest'
import type { Exclusion } from '../src/contract'
import { setMeta, write } from '../src/sync/db'
import { Device } from './device'
import { FakeServer } from './fakeServer'

let server: FakeServer
let phone: Device

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
})

const said = () => server.requests.map(({ presence }) => presence)
const dialledAt = Date.parse('2026-11-22T11:59:00.000Z')
const underWay = (more: object = {}) =>
  write(phone.db, (tx) => setMeta(tx, 'pendingCalls', [{ id: 'x', phone: '+447700900123', name: null, dialledAt, ...more }]))
const exclude = (list: Exclusion[]) => write(phone.db, (tx) => setMeta(tx, 'exclusions', { version: 1, list }))

describe('a phone says with each sync', () => {
  it('how many changes still wait on it, and since when', async () => {
    for (let i = 0; i < 130; i++)
      await phone.log({ createdAt: `2026-11-22T11:${String(Math.floor(i / 10)).padStart(2, '0')}:00.000Z` })
    await phone.flush()
    expect(said()).toEqual([
      { queued: 30, oldestQueuedAt: '2026-11-22T11:10:00.000Z', onCallSince: null },
      { queued: 0, oldestQueuedAt: null, onCallSince: null },
    ])
  })

  it('that a refused call still waits for its person', async () => {
    await phone.log()
    server.judge = () => ({ status: 'rejected', problem: { code: 'invalid-request', detail: '' } })
    await phone.flush()
    await phone.flush()
    expect(said().at(-1)).toMatchObject({ queued: 1 })
  })

  it('since when a call is under way, by the server’s clock', async () => {
    await underWay()
    await write(phone.db, (tx) => setMeta(tx, 'clockOffset', 5_000))
    await phone.flush()
    expect(said()[0]?.onCallSince).toBe('2026-11-22T11:59:05.000Z')
  })

  it('what live mode hears', async () => {
    await write(phone.db, (tx) => setMeta(tx, 'liveOpen', { since: dialledAt, seen: dialledAt, cause: 'voice' }))
    await phone.flush()
    expect(said()[0]?.onCallSince).toBe('2026-11-22T11:59:00.000Z')
  })

  it.each([
    ['over', { endedAt: dialledAt + 1_000 }, []],
    ['with an excluded number', {}, [{ number: '+447700900123', prefix: false, label: null }]],
    ['marked private', { answer: { private: true } }, []],
  ])('nothing of a call that is %s', async (_, more, list) => {
    await underWay(more)
    await exclude(list)
    await phone.flush()
    expect(said()[0]?.onCallSince).toBeNull()
  })
})
