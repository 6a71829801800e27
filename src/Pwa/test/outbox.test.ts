import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../src/contract'
import { holdDelete, retryRefused, undoDelete, undoWindow } from '../src/sync/outbox'
import { counts, pageOfCalls } from '../src/sync/queries'
import { Device, employeeId } from './device'
import { FakeServer } from './fakeServer'

let server: FakeServer
let phone: Device

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
})

const refusal = { status: 'rejected', problem: { code: 'invalid-request', detail: 'No.' } } as const

describe('saving', () => {
  it('stores call and mutation together and needs no network', async () => {
    phone.online = false
    const id = await phone.log()
    expect((await phone.view(id))?.contactName).toBe('Anna')
    expect(await phone.outbox()).toMatchObject([{ callId: id, kind: 'create', state: 'unsent' }])
    expect(server.requests).toHaveLength(0)
  })

  it('reaches the server exactly once', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.flush()
    expect(server.call(id)?.version).toBe(1)
    expect(await counts(phone.db)).toMatchObject({ waiting: 0, refused: 0, unsent: new Set() })
  })

  it('sends nothing more when all is said: one request for one save', async () => {
    await phone.log()
    await phone.flush()
    expect(server.requests).toHaveLength(1)
  })
})

describe('edits before sending', () => {
  it('fold into an unsent create', async () => {
    const id = await phone.log()
    await phone.edit(id, { notes: 'One' })
    await phone.edit(id, { notes: 'Two', duration: 90 })
    expect(await phone.outbox()).toMatchObject([{ kind: 'create', draft: { notes: 'Two', duration: 90 } }])
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'Two', duration: 90, version: 1 })
  })

  it('fold into one update that keeps the version first edited', async () => {
    const id = await phone.log()
    await phone.flush()
    phone.online = false
    await phone.edit(id, { notes: 'One' })
    server.changeElsewhere(id, { outcome: 'Sale' })
    await phone.edit(id, { duration: 5 })
    expect(await phone.outbox()).toMatchObject([{ kind: 'update', changes: { notes: 'One', duration: 5 }, baseVersion: 1 }])
    expect(await counts(phone.db)).toMatchObject({ waiting: 1, unsent: new Set([id]) })
  })
})

describe('a form that was open while the call changed', () => {
  it('leaves what somebody else changed meanwhile', async () => {
    const id = await phone.log()
    await phone.flush()
    const opened = (await phone.view(id)) as Call
    server.changeElsewhere(id, { outcome: 'Sold' })
    await phone.flush()
    await phone.save(opened, { notes: 'Mine' })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ outcome: 'Sold', notes: 'Mine' })
  })

  it('does not bring back the start that the wrong clock said', async () => {
    await phone.flush()
    server.now += 3 * 3_600_000
    await phone.log()
    await phone.flush() // From here on the phone knows that its clock is three hours behind.
    const id = await phone.log({ startedAt: '2026-11-22T09:00:00.000Z' }, false)
    const opened = (await phone.view(id)) as Call
    await phone.flush()
    await phone.save(opened, { notes: 'Mine' })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ startedAt: '2026-11-22T12:00:00.000Z', notes: 'Mine' })
  })
})

describe('edits behind a sent mutation', () => {
  it('or a waiting deletion wait for its version', async () => {
    const id = await phone.log()
    await phone.flush()
    const opened = (await phone.view(id)) as Call
    await phone.delete(id, 0)
    await phone.save(opened, { notes: 'Late' })
    await phone.flush()
    expect(server.requests.flatMap(({ mutations }) => mutations)).toMatchObject([
      { kind: 'create' },
      { kind: 'delete', baseVersion: 1 },
      { kind: 'update', baseVersion: 2 },
    ])
  })

  it('leave its bytes frozen, wait, and build on its version', async () => {
    const id = await phone.log()
    server.faults = [() => 'lost-reply']
    await phone.flush()
    await phone.edit(id, { notes: 'Later' })
    expect(await phone.outbox()).toMatchObject([
      { kind: 'create', state: 'frozen' },
      { kind: 'update', state: 'unsent', baseVersion: null },
    ])
    await phone.flush()
    const [first, second, third] = server.requests
    expect(second?.mutations).toEqual(first?.mutations)
    expect(third?.mutations).toMatchObject([{ kind: 'update', baseVersion: 1, changes: { notes: 'Later' } }])
    expect(server.call(id)).toMatchObject({ notes: 'Later', version: 2 })
    expect(await phone.outbox()).toEqual([])
  })

  it('build on the version that an update ahead of them gets', async () => {
    const id = await phone.log()
    await phone.flush()
    server.faults = [() => 'lost-reply']
    await phone.edit(id, { notes: 'One' })
    await phone.flush()
    await phone.edit(id, { notes: 'Two' })
    await phone.flush()
    expect(server.requests.at(-1)?.mutations).toMatchObject([{ kind: 'update', baseVersion: 2 }])
    expect(server.call(id)).toMatchObject({ notes: 'Two', version: 3 })
  })

  it('build on that version even if somebody else’s change is pulled with it', async () => {
    const id = await phone.log()
    server.faults = [() => 'no-answer']
    await phone.flush()
    await phone.edit(id, { notes: 'Mine' })
    server.judge = (mutation) => {
      if (mutation.kind !== 'create') return undefined
      const stamps = { employeeId, syncedAt: '', updatedAt: '', recording: null, version: 1, deleted: false }
      const call = server.store({ ...mutation.call, ...stamps })
      server.changeElsewhere(id, { notes: 'Theirs' })
      return { status: 'applied', call }
    }
    await phone.flush()
    expect(server.requests.at(-1)?.mutations).toMatchObject([{ kind: 'update', baseVersion: 1 }])
  })

  it('build each on the one ahead, also when a deletion between them is taken back', async () => {
    const id = await phone.log()
    server.faults = [() => 'no-answer']
    await phone.flush()
    await phone.edit(id, { duration: 5 })
    const opened = (await phone.view(id)) as Call
    await phone.delete(id)
    await phone.save(opened, { notes: 'Mine' })
    await undoDelete(phone.db, phone.author, id)
    await phone.flush()
    expect(server.requests.slice(-2).flatMap(({ mutations }) => mutations)).toMatchObject([
      { baseVersion: 1 },
      { baseVersion: 2 },
    ])
    expect(server.call(id)).toMatchObject({ duration: 5, notes: 'Mine' })
  })

  it('go before a refused one that is offered again, once they are on their way', async () => {
    const id = await phone.log()
    await phone.flush()
    server.faults = [() => 'no-answer']
    await phone.edit(id, { outcome: 'Bad' })
    await phone.flush()
    await phone.edit(id, { notes: 'Mine' })
    server.judge = (mutation) => (mutation.kind === 'update' && 'outcome' in mutation.changes ? refusal : undefined)
    server.faults = [undefined, () => 'no-answer']
    await phone.flush()
    server.judge = () => undefined
    const [refused, sent] = await phone.outbox()
    expect([refused?.state, sent?.state]).toEqual(['rejected', 'frozen'])
    await retryRefused(phone.db, phone.author, refused?.seq ?? 0)
    await phone.flush()
    expect(server.call(id)).toMatchObject({ outcome: 'Bad', notes: 'Mine', version: 3 })
    expect(await phone.outbox()).toEqual([])
  })

  it('go one at a time: never two mutations of one call in a request', async () => {
    const id = await phone.log()
    server.faults = [() => 'lost-reply']
    await phone.flush()
    await phone.edit(id, { notes: 'Later' })
    await phone.delete(id, 0)
    await phone.flush()
    for (const request of server.requests) expect(request.mutations.length).toBeLessThanOrEqual(1)
    expect(server.call(id)).toMatchObject({ deleted: true, version: 3 })
  })
})

describe('deleting', () => {
  it('a call that was never sent leaves no trace once the undo window is over', async () => {
    const id = await phone.log()
    await phone.delete(id)
    await phone.flush()
    expect(server.bodies.some((body) => body.includes(id))).toBe(false)
    phone.clock.advance(undoWindow + 1)
    await phone.flush()
    expect(await phone.outbox()).toEqual([])
    expect(await phone.view(id)).toBeUndefined()
    expect(server.bodies.some((body) => body.includes(id))).toBe(false)
  })

  it('can be undone within the window, and nothing was sent', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.delete(id)
    await phone.flush()
    expect((await phone.view(id))?.deleted).toBe(true)
    expect(await undoDelete(phone.db, phone.author, id)).toBe(true)
    await phone.flush()
    expect((await phone.view(id))?.deleted).toBe(false)
    expect(server.call(id)).toMatchObject({ deleted: false, version: 1 })
  })

  it('waits as long as the person is asked to wait for', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.delete(id)
    phone.clock.advance(undoWindow - 1)
    await holdDelete(phone.db, phone.author, id)
    phone.clock.advance(undoWindow - 1)
    await phone.flush()
    expect(server.call(id)?.deleted).toBe(false)
    expect(await undoDelete(phone.db, phone.author, id)).toBe(true)
    await phone.delete(id, 0)
    await phone.flush()
    await holdDelete(phone.db, phone.author, id)
    expect(server.call(id)?.deleted).toBe(true)
    expect(await phone.outbox()).toEqual([])
  })

  it('goes out by itself when the window is over', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.delete(id)
    await phone.flush()
    expect(phone.clock.timers).toHaveLength(1)
    phone.clock.advance(undoWindow + 1)
    await phone.flush()
    expect(server.call(id)?.deleted).toBe(true)
    expect((await pageOfCalls(phone.reads, 10, undefined, () => true)).calls).toEqual([])
  })

  it('is not held for years when the clock is set back', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.delete(id)
    phone.clock.time -= 365 * 86_400_000
    await phone.flush()
    expect(server.call(id)?.deleted).toBe(true)
  })
})
