import { describe, expect, it } from 'vitest'
import type { CallDraft } from '../src/contract'
import { makePlan } from '../src/import/plan'
import { saveDrafts, undoImport } from '../src/import/save'
import { getMeta } from '../src/sync/db'
import { counts } from '../src/sync/queries'
import { Device, draft, employeeId, nextId } from './device'
import { FakeServer } from './fakeServer'

const many = (count: number) => Array.from({ length: count }, () => draft({ id: nextId(), source: 'imported' }))
const all = async () => true

/** One a day, the newest first, as a plan has them. */
const daily = (count: number, newest = Date.parse('2026-11-20T08:00:00.000Z')) =>
  many(count).map((each, i) => ({ ...each, startedAt: new Date(newest - i * 86_400_000).toISOString() }))
const startOf = (each: CallDraft | undefined) => Date.parse(each?.startedAt ?? '')
const importedUntil = (device: Device) => getMeta(device.db, 'importedUntil')

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

  it('that ended early has reached the newest call before the gap, wherever an earlier one got to', async () => {
    const { device } = await phone()
    const newestFirst = daily(250)
    await saveDrafts(device.db, device.author, newestFirst, async () => false)
    expect(await importedUntil(device)).toBe(startOf(newestFirst[150]))
    await saveDrafts(device.db, device.author, newestFirst, all)
    expect(await importedUntil(device)).toBe(startOf(newestFirst[0]))
    expect(await device.outbox()).toHaveLength(250)

    const older = daily(150, Date.parse('2020-01-01T08:00:00.000Z'))
    await saveDrafts(device.db, device.author, older, async () => false)
    expect(await importedUntil(device)).toBe(startOf(older[50]))
    await saveDrafts(device.db, device.author, older, all)
    expect(await importedUntil(device)).toBe(startOf(older[0]))
  })

  it('that fills in older calls does not forget how far an earlier one reached', async () => {
    const { device } = await phone()
    const [newer, older] = [daily(10), daily(150, Date.parse('2020-01-01T08:00:00.000Z'))]
    await saveDrafts(device.db, device.author, newer, all)
    await saveDrafts(device.db, device.author, older, all)
    expect(await importedUntil(device)).toBe(startOf(newer[0]))
  })

  it('is undone whole: what was sent is deleted, the rest was never there', async () => {
    const { server, device } = await phone()
    await saveDrafts(device.db, device.author, daily(1, Date.parse('2020-01-01T08:00:00.000Z')), all)
    await device.engine.flush()
    const before = await importedUntil(device)
    const ids: string[] = []
    await saveDrafts(device.db, device.author, daily(150), async (saved) => {
      ids.push(...saved)
      if (ids.length === 100) await device.engine.flush()
      return true
    })
    const looked: number[] = []
    const undone = await undoImport(device.db, device.author, ids, before, (done) => looked.push(done))
    expect(undone).toEqual({ removed: 150, sent: 100 })
    expect(looked).toEqual([100, 150])
    expect(await importedUntil(device)).toBe(before)
    await device.engine.flush()
    expect(await device.outbox()).toEqual([])
    expect([...server.calls.values()].filter(({ call }) => !call.deleted)).toHaveLength(1)
    expect((await undoImport(device.db, device.author, ids, before)).removed).toBe(0)
  })

  it('is undone while its calls are on their way', async () => {
    const { server, device } = await phone()
    const drafts = many(3)
    await saveDrafts(device.db, device.author, drafts, all)
    server.faults = [() => 'lost-reply']
    await device.engine.flush()
    const ids = drafts.map(({ id }) => id)
    expect(await undoImport(device.db, device.author, ids, undefined)).toEqual({ removed: 3, sent: 3 })
    expect(await importedUntil(device)).toBeUndefined()
    device.clock.advance(600_000)
    await device.engine.flush()
    expect([...server.calls.values()].filter(({ call }) => !call.deleted)).toEqual([])
    expect(await device.outbox()).toEqual([])
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
