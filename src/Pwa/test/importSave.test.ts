import { describe, expect, it } from 'vitest'
import { makePlan } from '../src/import/plan'
import { saveDrafts, undoImport } from '../src/import/save'
import { counts } from '../src/sync/queries'
import { Device, draft, employeeId, nextId } from './device'
import { FakeServer } from './fakeServer'

const many = (count: number) => Array.from({ length: count }, () => draft({ id: nextId(), source: 'imported' }))
const all = async () => true

async function phone() {
  const server = new FakeServer()
  return { server, device: await Device.open(server) }
}

describe('importing', () => {
  it('goes through the outbox, each call once', async () => {
    const { server, device } = await phone()
    const drafts = many(250)
    await saveDrafts(device.db, device.author, drafts, all)
    expect(await counts(device.db)).toMatchObject({ waiting: 250, refused: 0 })
    await saveDrafts(device.db, device.author, drafts, all)
    expect(await counts(device.db)).toMatchObject({ waiting: 250 })
    await device.engine.flush()
    expect(server.applied).toHaveLength(250)
    expect(server.requests.every(({ mutations }) => mutations.length <= 100)).toBe(true)
    expect(await counts(device.db)).toMatchObject({ waiting: 0 })
  })

  it('that was cut short is finished by doing it again', async () => {
    const { server, device } = await phone()
    const drafts = many(250)
    await saveDrafts(device.db, device.author, drafts, async () => false)
    expect(await device.outbox()).toHaveLength(100)
    await device.engine.flush()
    await saveDrafts(device.db, device.author, drafts, all)
    await device.engine.flush()
    expect(server.applied).toHaveLength(250)
    expect(server.calls.size).toBe(250)
  })

  it('adds nothing after a lost reply, nor from another phone', async () => {
    const { server, device } = await phone()
    const drafts = many(3)
    await saveDrafts(device.db, device.author, drafts, all)
    server.faults = [() => 'lost-reply']
    await device.engine.flush()
    await saveDrafts(device.db, device.author, drafts, all)
    device.clock.advance(600_000)
    await device.engine.flush()
    const other = await Device.open(server)
    await saveDrafts(other.db, other.author, drafts, all)
    await other.engine.flush()
    expect(server.calls.size).toBe(3)
    expect(server.applied).toHaveLength(3)
    expect(await other.outbox()).toEqual([])
  })

  it('is undone as far as nothing was sent', async () => {
    const { server, device } = await phone()
    const drafts = many(150)
    const ids: string[] = []
    await saveDrafts(device.db, device.author, drafts, async (saved) => {
      ids.push(...saved)
      if (ids.length === 100) await device.engine.flush()
      return true
    })
    expect(await undoImport(device.db, employeeId, ids)).toBe(50)
    expect(await device.outbox()).toEqual([])
    expect(server.calls.size).toBe(100)
    expect(await device.db.count('calls')).toBe(100)
  })

  it('lets a call that is saved meanwhile go out with the next batch but those before it', async () => {
    const { server, device } = await phone()
    await saveDrafts(device.db, device.author, many(1_000), all)
    const id = await device.log()
    await device.engine.flush()
    expect(server.call(id)).toBeDefined()
    expect(server.requests.filter(({ mutations }) => mutations.length > 0)).toHaveLength(11)
  })

  it('plans from what the phone holds', async () => {
    const { device } = await phone()
    const row = {
      line: 1,
      number: '+447700900123',
      name: null,
      callType: 'outgoing',
      status: 'completed',
      start: Date.parse('2026-11-22T11:55:30.000Z'),
      duration: 60,
    } as const
    await device.log()
    const calls = (await device.db.getAll('calls')).map(({ view }) => view)
    const found = await makePlan([row], [], calls, {
      employeeId,
      now: device.clock.now(),
      since: 0,
      exclusions: [],
      inFull: () => undefined,
    })
    expect([found.fresh.length, found.known]).toEqual([0, 1])
  })
})
