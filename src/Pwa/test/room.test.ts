import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { getMeta, write } from '../src/sync/db'
import { repair } from '../src/sync/repair'
import { makeRoom } from '../src/sync/room'
import { Device, employeeId, nextId } from './device'
import { FakeServer } from './fakeServer'

let server: FakeServer
let phone: Device

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
})

afterEach(() => vi.restoreAllMocks())

const full = () => new DOMException('full', 'QuotaExceededError')
const startOf = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 10)).toISOString()

/** A device that has no room for another call until one goes. */
async function noRoomLeft(): Promise<void> {
  const known = new Set<unknown>(await phone.db.getAllKeys('calls'))
  let free = 0
  for (const method of ['put', 'add'] as const) {
    const write = IDBObjectStore.prototype[method]
    vi.spyOn(IDBObjectStore.prototype, method).mockImplementation(function (this: IDBObjectStore, value, key) {
      if (this.name === 'calls' && !known.has(value.id)) {
        if (free === 0) throw full()
        free -= 1
        known.add(value.id)
      }
      return write.call(this, value, key)
    })
  }
  const remove = IDBCursor.prototype.delete
  vi.spyOn(IDBCursor.prototype, 'delete').mockImplementation(function (this: IDBCursor) {
    free += 1
    known.delete(this.primaryKey)
    return remove.call(this)
  })
}

async function confirmed(count: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < count; n++) ids.push(await phone.log({ startedAt: startOf(n), createdAt: startOf(n) }))
  await phone.flush()
  return ids
}

describe('a full device', () => {
  it('lets the oldest confirmed calls go, and keeps what the person typed', async () => {
    await confirmed(5)
    await noRoomLeft()
    const id = await phone.log({ startedAt: startOf(9) })
    expect(await phone.view(id)).toBeDefined()
    expect(await phone.outbox()).toMatchObject([{ callId: id, kind: 'create' }])
    expect(await getMeta(phone.db, 'evictedUntil')).toBe(startOf(4))
  })

  it('still knows what went before, when what goes next is older', async () => {
    await confirmed(3)
    await noRoomLeft()
    const waits = await phone.log({ startedAt: startOf(9) })
    vi.restoreAllMocks()
    await phone.log({ startedAt: startOf(-5) })
    await phone.flush()
    await phone.edit(waits, { notes: 'Waits' })
    expect(await makeRoom(phone.db)).toBe(true)
    expect(await getMeta(phone.db, 'evictedUntil')).toBe(startOf(2))
  })

  it('never lets go of what waits, nor of what was never confirmed', async () => {
    const [edited] = await confirmed(3)
    await phone.edit(edited as string, { notes: 'Waits' })
    const unsent = await phone.log({ startedAt: startOf(0) })
    await noRoomLeft()
    await phone.log({ startedAt: startOf(9) })
    expect((await phone.view(edited as string))?.notes).toBe('Waits')
    expect(await phone.view(unsent)).toBeDefined()
    expect(await phone.db.count('calls')).toBe(3)
  })

  it('fails, with everything as it was, when nothing can go', async () => {
    const ids = [await phone.log({ startedAt: startOf(0) }), await phone.log({ startedAt: startOf(1) })]
    await noRoomLeft()
    await expect(phone.log({ startedAt: startOf(2) })).rejects.toMatchObject({ name: 'QuotaExceededError' })
    expect((await phone.outbox()).map(({ callId }) => callId)).toEqual(ids)
    expect(await phone.db.count('calls')).toBe(2)
  })

  it('takes the work up again from its beginning', async () => {
    await confirmed(2)
    let runs = 0
    const result = await write(phone.db, async (tx) => {
      runs += 1
      await tx.objectStore('meta').put(`run ${runs}`, 'deviceId')
      if (runs === 1) throw full()
      return runs
    })
    expect(result).toBe(2)
    expect(await getMeta(phone.db, 'deviceId')).toBe('run 2')
    expect(await phone.db.count('calls')).toBe(0)
  })

  it('is not told by a comparison that what made room is missing', async () => {
    await confirmed(3)
    await noRoomLeft()
    await phone.log({ startedAt: startOf(60) })
    const asked: string[] = []
    const digest = async (from: string) => {
      asked.push(from)
      return { days: [] }
    }
    const ports = {
      db: phone.db,
      employeeId,
      newId: nextId,
      now: phone.clock.now,
      timeZone: 'UTC',
      digest,
      call: async () => undefined,
    }
    expect(await repair(ports, '2025-06-01')).toEqual({ checked: 0, fetched: 0, offered: 0 })
    expect(asked[0]).toBe('2026-01-04')
  })
})
