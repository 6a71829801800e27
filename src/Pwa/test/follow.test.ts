import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Exclusion, Me } from '../src/contract'
import { followSettings } from '../src/privacy/follow'
import { accountDbName, getMeta, openAccountDb, setMeta, write } from '../src/sync/db'
import { Device, employeeId } from './device'
import { FakeServer } from './fakeServer'

const me = (version: number, exclusionsVersion = 0) =>
  ({ employee: { id: employeeId }, organisation: { name: 'A', version, exclusionsVersion } }) as Me
const list: Exclusion[] = [{ number: '+442079460000', prefix: false, label: null }]

async function phone(version: number, told: number) {
  const db = await openAccountDb(accountDbName(employeeId))
  await write(db, async (tx) => {
    await setMeta(tx, 'me', me(version))
    await setMeta(tx, 'settingsVersion', told)
  })
  return db
}

function server(answers: Record<string, unknown>) {
  const asked: string[] = []
  const ask = async <T>(path: string) => {
    asked.push(path)
    return answers[path] as T
  }
  return { asked, ask }
}

describe('settings of the organisation', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
  })

  it('are asked for when a sync spoke of newer ones, with the list', async () => {
    const db = await phone(1, 2)
    const { asked, ask } = server({ '/me': me(2, 2), '/settings': { exclusionsVersion: 2, exclusions: list } })
    expect(await followSettings(db, employeeId, ask)).toBe(true)
    expect(asked).toEqual(['/me', '/settings'])
    expect((await getMeta(db, 'me'))?.organisation.version).toBe(2)
    expect(await getMeta(db, 'exclusions')).toEqual({ version: 2, list })
    expect(await followSettings(db, employeeId, ask)).toBe(false)
    expect(asked).toHaveLength(2)
  })

  it('are not asked for when they are known', async () => {
    const { asked, ask } = server({})
    expect(await followSettings(await phone(2, 2), employeeId, ask)).toBe(false)
    expect(asked).toEqual([])
  })

  it('come from a read that is a moment behind only so often', async () => {
    const { asked, ask } = server({ '/me': me(1) })
    await followSettings(await phone(1, 2), employeeId, ask)
    expect(asked).toHaveLength(3)
  })

  it('of another account are left alone', async () => {
    const db = await phone(1, 2)
    await followSettings(db, employeeId, server({ '/me': { ...me(2), employee: { id: 'another' } } }).ask)
    expect((await getMeta(db, 'me'))?.organisation.version).toBe(1)
  })

  it('keep the list they have until the new one is there', async () => {
    const db = await phone(2, 2)
    await write(db, async (tx) => {
      await setMeta(tx, 'me', me(2, 2))
      await setMeta(tx, 'exclusions', { version: 1, list })
    })
    await followSettings(db, employeeId, server({ '/settings': { exclusionsVersion: 1, exclusions: [] } }).ask)
    expect(await getMeta(db, 'exclusions')).toEqual({ version: 1, list })
  })

  it('are spoken of by a sync', async () => {
    const fake = new FakeServer()
    fake.settingsVersion = 5
    const device = await Device.open(fake)
    await device.engine.flush()
    expect(await getMeta(device.db, 'settingsVersion')).toBe(5)
  })
})
