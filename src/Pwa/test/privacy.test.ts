import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Exclusion, Me, PrivateCallsMode } from '../src/contract'
import { setMeta, write } from '../src/sync/db'
import { makeRoom } from '../src/sync/room'
import { Device, draft } from './device'
import { FakeServer } from './fakeServer'

const exclusions: Exclusion[] = [{ number: '+442079460000', prefix: false, label: null }]

async function phone(mode: PrivateCallsMode, list: Exclusion[] = []) {
  const server = new FakeServer()
  server.privacy = { mode, exclusions: list }
  const device = await Device.open(server)
  await write(device.db, async (tx) => {
    await setMeta(tx, 'me', { organisation: { privateCalls: mode } } as Me)
    await setMeta(tx, 'exclusions', { version: 1, list })
  })
  return { server, device }
}

const sent = (server: FakeServer) => server.bodies.join('\n')
const secret = { contactName: 'secret', contactPhone: '+442079460000', notes: 'secret', outcome: 'secret' }

describe('private calls', () => {
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
  })

  it('stay on the phone, whole, and wait for nothing', async () => {
    const { server, device } = await phone('off-server')
    const call = draft({ ...secret, private: true })
    await device.log(call)
    await device.engine.flush()
    expect(server.applied).toEqual([])
    expect(await device.outbox()).toEqual([])
    expect(await device.view(call.id)).toMatchObject({ ...secret, private: true, duration: 60 })
  })

  it('leave the outbox although there is no network', async () => {
    const { device } = await phone('off-server')
    device.online = false
    await device.log(draft({ ...secret, private: true }))
    await device.engine.flush()
    expect(await device.outbox()).toEqual([])
  })

  it('are created once their owner says that they are not private', async () => {
    const { server, device } = await phone('off-server')
    const call = draft({ ...secret, private: true })
    await device.log(call)
    await device.engine.flush()
    await device.edit(call.id, { notes: 'edited' })
    await device.engine.flush()
    expect(await device.view(call.id)).toMatchObject({ notes: 'edited', private: true })
    expect(server.applied).toEqual([])
    await device.edit(call.id, { private: false })
    await device.engine.flush()
    expect(server.call(call.id)).toMatchObject({ ...secret, notes: 'edited', private: false, version: 1 })
  })

  it('can be deleted without the server hearing of them', async () => {
    const { server, device } = await phone('off-server')
    const call = draft({ ...secret, private: true })
    await device.log(call)
    await device.engine.flush()
    await device.delete(call.id)
    device.clock.advance(60_000)
    await device.engine.flush()
    expect(await device.view(call.id)).toBeUndefined()
    expect(server.applied).toEqual([])
    expect(await device.outbox()).toEqual([])
  })

  it.each(['off-server', 'duration-only'] as const)(
    'that were not private lose it on the server and keep it here: %s',
    async (mode) => {
      const { server, device } = await phone(mode)
      const call = draft({ ...secret, contactPhone: '+447700900123' })
      await device.log(call)
      await device.engine.flush()
      await device.edit(call.id, { private: true, notes: 'now private' })
      await device.engine.flush()
      const duration = mode === 'off-server' ? 0 : 60
      expect(server.call(call.id)).toMatchObject({ contactName: null, contactPhone: null, notes: null, private: true, duration })
      expect(sent(server)).not.toContain('now private')
      expect(await device.view(call.id)).toMatchObject({
        contactName: 'secret',
        notes: 'now private',
        private: true,
        duration: 60,
      })

      await device.edit(call.id, { private: false })
      await device.engine.flush()
      expect(server.call(call.id)).toMatchObject({ contactName: 'secret', notes: 'now private', private: false, duration: 60 })
    },
  )

  it('are sent without whom and about what, where only their length counts', async () => {
    const { server, device } = await phone('duration-only')
    const call = draft({ ...secret, private: true })
    await device.log(call)
    await device.engine.flush()
    expect(server.call(call.id)).toMatchObject({ private: true, duration: 60, contactPhone: null })
    expect(sent(server)).not.toContain('secret')
    expect(sent(server)).not.toContain('442079460000')
    expect(await device.view(call.id)).toMatchObject(secret)
  })

  it('are those with an excluded number, even if they were saved before the list came', async () => {
    const { server, device } = await phone('off-server')
    device.online = false
    const call = draft(secret)
    await device.log(call)
    await device.engine.flush()
    expect(await device.outbox()).toHaveLength(1)
    await write(device.db, (tx) => setMeta(tx, 'exclusions', { version: 2, list: exclusions }))
    device.online = true
    await device.engine.flush()
    expect(server.applied).toEqual([])
    expect(await device.view(call.id)).toMatchObject({ ...secret, private: true })

    // The organisation's list outweighs the switch.
    await device.edit(call.id, { private: false })
    await device.engine.flush()
    expect(server.applied).toEqual([])
    expect(await device.view(call.id)).toMatchObject({ private: true })
  })

  it('do not make room', async () => {
    const { device } = await phone('duration-only')
    const call = draft({ ...secret, private: true })
    await device.log(call)
    await device.engine.flush()
    expect(await makeRoom(device.db)).toBe(false)
    expect(await device.view(call.id)).toMatchObject(secret)
  })

  it('are known after a restore, and stay whole here', async () => {
    const { server, device } = await phone('duration-only')
    const call = draft({ ...secret, private: true })
    await device.log(call)
    await device.engine.flush()
    server.calls.clear()
    server.mustRefetchOnce = true
    await device.engine.flush()
    await device.engine.flush()
    expect(server.call(call.id)).toMatchObject({ private: true, contactPhone: null })
    expect(await device.view(call.id)).toMatchObject(secret)
  })
})
