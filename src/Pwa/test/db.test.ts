import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Announcement, Employee } from '../src/contract'
import { type AccountDb, accountDbName, openAccountDb, purgeAccountDb } from '../src/sync/db'
import type { StoredAssignment } from '../src/sync/model'
import { Device, employeeId } from './device'
import { FakeServer } from './fakeServer'
import { type DbFixture, fixtures, frozenBytes, frozenErrand } from './fixtures/db'

const name = accountDbName(employeeId)
const versions = Object.keys(fixtures).map(Number)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

/** Without the app's code: as the version of the app that wrote it left it. */
function leave(version: number, fixture: DbFixture): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onerror = () => reject(request.error)
    request.onupgradeneeded = () => {
      for (const [store, { keyPath, autoIncrement, indexes }] of Object.entries(fixture.stores)) {
        const created = request.result.createObjectStore(store, { keyPath, autoIncrement })
        for (const [index, path] of Object.entries(indexes)) created.createIndex(index, path)
        for (const { key, value } of fixture.records[store] ?? []) created.put(value, key)
      }
    }
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
}

function schemaOf(db: AccountDb): DbFixture['stores'] {
  const tx = db.transaction([...db.objectStoreNames])
  const described = [...db.objectStoreNames].map((name) => {
    const store = tx.objectStore(name)
    const { keyPath, autoIncrement } = store
    const indexes = Object.fromEntries([...store.indexNames].map((index) => [index, store.index(index).keyPath as string]))
    return [name, { keyPath: keyPath as string | null, autoIncrement, indexes }]
  })
  return Object.fromEntries(described)
}

describe('the schema', () => {
  it('has a fixture of each version, so that what people have on their phones is upgraded here first', async () => {
    const { version } = await openAccountDb(name)
    expect(versions).toEqual(Array.from({ length: version }, (_, i) => i + 1))
  })

  it('of a new database is that of the newest fixture', async () => {
    const db = await openAccountDb(name)
    expect(schemaOf(db)).toEqual(fixtures[db.version]?.stores)
  })
})

describe.each(versions)('a database of version %i', (version) => {
  const fixture = fixtures[version] as DbFixture
  let db: AccountDb

  beforeEach(async () => {
    await leave(version, fixture)
    db = await openAccountDb(name)
  })

  it('becomes one of the present version', async () => {
    const upgraded = schemaOf(db)
    globalThis.indexedDB = new IDBFactory()
    const fresh = await openAccountDb(name)
    expect(db.version).toBe(fresh.version)
    expect(upgraded).toEqual(schemaOf(fresh))
  })

  it('loses nothing', async () => {
    for (const store of ['calls', 'outbox', 'recordings', 'assignments', 'errands', 'announcements', 'inbox'] as const) {
      if (!fixture.stores[store]) continue
      const kept = (await db.getAll(store)) as object[]
      expect(kept).toHaveLength(fixture.records[store]?.length ?? 0)
      for (const { value } of fixture.records[store] ?? []) {
        expect(kept).toContainEqual(expect.objectContaining(value as object))
      }
    }
    for (const { key, value } of fixture.records.meta ?? []) expect(await db.get('meta', key as 'cursor')).toEqual(value)
  })

  it('numbers what is saved next behind what waits', async () => {
    const phone = Device.with(db, new FakeServer())
    await phone.log()
    const seqs = (await phone.outbox()).map(({ seq }) => seq)
    expect(Math.max(...seqs)).toBeGreaterThan(Math.max(...seqsOf(fixture)))
  })

  it('sends what waited: the frozen bytes as they are, and no refused one', async () => {
    const server = new FakeServer()
    for (const { value } of fixture.records.calls ?? []) {
      const { server: known } = value as { server: Parameters<FakeServer['store']>[0] | null }
      if (known) server.store(known)
    }
    for (const { value } of fixture.records.assignments ?? []) server.assign((value as unknown as StoredAssignment).server)
    server.announcements = (fixture.records.announcements ?? []).map(({ value }) => value as unknown as Announcement)
    const phone = Device.with(db, server)
    phone.clock.time = Date.parse('2026-11-23T12:00:00.000Z')
    await phone.flush()

    expect(server.bodies.some((body) => body.includes(frozenBytes))).toBe(true)
    expect(await phone.outbox()).toMatchObject([{ state: 'rejected', problem: { code: 'invalid-request' } }])
    const errands = fixture.records.errands ?? []
    if (errands.length > 0) {
      expect(server.bodies.some((body) => body.includes(frozenErrand))).toBe(true)
      expect(await phone.errands()).toMatchObject([{ state: 'rejected', problem: { code: 'assignment-cancelled' } }])
      expect([...server.readers.values()]).toEqual([new Set([employeeId])])
    }
    const sent = server.applied.map(({ mutationId }) => mutationId).sort()
    const expected = [...(fixture.records.outbox ?? []), ...errands]
      .map(({ value }) => value as { kind: string; state: string; mutationId: string })
      .filter(({ kind }) => kind !== 'read')
    expect(sent).toEqual(expected.filter(({ state }) => state !== 'rejected').map(({ mutationId }) => mutationId))
  })
})

const seqsOf = (fixture: DbFixture): number[] => (fixture.records.outbox ?? []).map(({ value }) => (value as { seq: number }).seq)

/** A newer app in another tab. */
const upgradeElsewhere = (version: number, database = name): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open(database, version)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  })

describe('a tab that has the database open', () => {
  it('lets go of it when a newer app wants to upgrade it, and is told', async () => {
    const superseded = vi.fn()
    const db = await openAccountDb(name, superseded)
    const newer = await upgradeElsewhere(db.version + 1)
    expect(newer.version).toBe(db.version + 1)
    expect(superseded).toHaveBeenCalledOnce()
    await expect(db.count('calls')).rejects.toMatchObject({ name: 'InvalidStateError' })
  })

  it('finishes what it was writing first', async () => {
    const db = await openAccountDb(name)
    const phone = Device.with(db, new FakeServer())
    const [id, newer] = await Promise.all([phone.log(), upgradeElsewhere(db.version + 1)])
    newer.close()
    const again = await upgradeElsewhere(db.version + 1)
    const kept = await new Promise((resolve) => {
      const request = again.transaction('outbox').objectStore('outbox').getAll()
      request.onsuccess = () => resolve(request.result)
    })
    expect(kept).toMatchObject([{ callId: id }])
  })

  it('lets go of it when the account is removed in another tab', async () => {
    const superseded = vi.fn()
    await openAccountDb(name, superseded)
    await purgeAccountDb(name)
    expect(superseded).toHaveBeenCalledOnce()
    expect(await indexedDB.databases()).toEqual([])
  })

  it('of an older app does not open what a newer one has upgraded', async () => {
    const { version } = await openAccountDb(name)
    await upgradeElsewhere(version + 1)
    await expect(openAccountDb(name)).rejects.toMatchObject({ name: 'VersionError' })
  })

  it('lets go of what the device remembers, too', async () => {
    const { recall, remember } = await import('../src/session/remembered')
    await remember('account', { id: employeeId } as Employee)
    const newer = await upgradeElsewhere(2, 'ooak')
    expect(newer.version).toBe(2)
    await expect(recall('account')).rejects.toMatchObject({ name: 'VersionError' })
  })
})
