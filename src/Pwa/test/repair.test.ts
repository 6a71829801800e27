import { beforeEach, describe, expect, it } from 'vitest'
import type { Call, Digest } from '../src/contract'
import { dayOf } from '../src/lib/days'
import { digestOf, type RepairPorts, repair } from '../src/sync/repair'
import { Device, employeeId, nextId } from './device'
import { FakeServer } from './fakeServer'

const timeZone = 'Europe/Berlin'
let server: FakeServer
let phone: Device
let fetched: string[]

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
  fetched = []
})

const kept = (): Call[] => [...server.calls.values()].map(({ call }) => call).filter(({ deleted }) => !deleted)

async function digest(from: string, to: string): Promise<Digest> {
  const days = new Map<string, Map<string, number>>()
  for (const { id, version, startedAt } of kept()) {
    const day = dayOf(startedAt, timeZone)
    if (day >= from && day <= to) days.set(day, (days.get(day) ?? new Map()).set(id, version))
  }
  return {
    days: await Promise.all(
      [...days].map(async ([day, versions]) => ({
        day,
        calls: versions.size,
        digest: await digestOf(versions),
        ...(from === to && { versions: [...versions].map(([id, version]) => ({ id, version })) }),
      })),
    ),
  }
}

const ports = (): RepairPorts => ({
  db: phone.db,
  employeeId,
  newId: nextId,
  now: phone.clock.now,
  timeZone,
  digest,
  call: async (id) => {
    fetched.push(id)
    return kept().find((call) => call.id === id)
  },
})

const mend = () => repair(ports(), '2026-11-01')

/** Logged here, and confirmed by the server. */
async function confirmed(day: string): Promise<string> {
  const id = await phone.log({ startedAt: `${day}T10:00:00.000Z`, createdAt: `${day}T10:05:00.000Z` })
  await phone.flush()
  return id
}

describe('repair', () => {
  it('fetches nothing where both sides hold the same', async () => {
    for (const day of ['2026-06-01', '2026-11-20', '2026-11-21']) await confirmed(day)
    expect(await mend()).toEqual({ checked: 3, fetched: 0, offered: 0 })
    expect(fetched).toEqual([])
  })

  it('fetches only what is missing or older here', async () => {
    const lost = await confirmed('2026-11-20')
    const older = await confirmed('2026-11-20')
    await confirmed('2026-11-20')
    await confirmed('2026-11-21')
    await phone.db.delete('calls', lost)
    server.changeElsewhere(older, { notes: 'Newer' })
    expect(await mend()).toEqual({ checked: 4, fetched: 2, offered: 0 })
    expect(fetched.sort()).toEqual([lost, older].sort())
    expect((await phone.view(lost))?.version).toBe(1)
    expect((await phone.view(older))?.notes).toBe('Newer')
  })

  it('follows a call that was moved to another day, and one that was deleted', async () => {
    const moved = await confirmed('2026-11-20')
    const gone = await confirmed('2026-11-20')
    server.changeElsewhere(moved, { startedAt: '2026-11-02T10:00:00.000Z' })
    server.changeElsewhere(gone, { deleted: true })
    await mend()
    expect((await phone.view(moved))?.startedAt).toBe('2026-11-02T10:00:00.000Z')
    await phone.flush()
    expect((await phone.view(gone))?.deleted).toBe(true)
    expect(await phone.outbox()).toEqual([])
    expect(server.call(gone)?.deleted).toBe(true)
  })

  it('offers again what the server has lost, with what waits behind it', async () => {
    const id = await confirmed('2026-11-20')
    await phone.edit(id, { notes: 'Waits' })
    server.calls.delete(id)
    expect(await mend()).toMatchObject({ offered: 1 })
    await phone.flush()
    await phone.flush()
    expect(server.call(id)).toMatchObject({ id, notes: 'Waits' })
    expect(await phone.outbox()).toEqual([])
  })

  it('offers again what the server had before it went back to an older version', async () => {
    const id = await confirmed('2026-11-20')
    const old = server.call(id) as Call
    await phone.edit(id, { notes: 'Acknowledged' })
    await phone.flush()
    server.store(old)
    await mend()
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'Acknowledged', version: 2 })
    expect(await mend()).toMatchObject({ fetched: 0, offered: 0 })
  })

  it('leaves alone what was never sent', async () => {
    const id = await phone.log({ startedAt: '2026-11-20T10:00:00.000Z' })
    expect(await mend()).toEqual({ checked: 0, fetched: 0, offered: 0 })
    expect(await phone.outbox()).toMatchObject([{ callId: id, kind: 'create' }])
  })

  it('reaches back to the oldest call of this phone, in pieces that the server answers', async () => {
    await confirmed('2025-01-15')
    const asked: [string, string][] = []
    const watched = (from: string, to: string) => {
      asked.push([from, to])
      return digest(from, to)
    }
    await repair({ ...ports(), digest: watched }, '2026-11-01')
    expect(asked[0]?.[0]).toBe('2025-01-15')
    for (const [from, to] of asked) expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBeLessThan(100)
    expect(asked.at(-1)?.[1]).toBe('2026-11-23')
  })

  it('makes the digest that the server makes', async () => {
    const versions = new Map([
      ['0190aaaa-0000-7000-8000-00000000000b', 2],
      ['0190aaaa-0000-7000-8000-00000000000a', 1],
    ])
    // printf '…0a 1\n…0b 2\n' | sha256sum
    expect(await digestOf(versions)).toBe('3fe0d2875a89c7c507e2350f1bd78626')
  })
})
