import { beforeEach, describe, expect, it } from 'vitest'
import type { Call, SyncRequest } from '../src/contract'
import { deleteCall, discardRefused, holdDelete, logRefusedAnew, retryRefused, undoDelete, undoWindow } from '../src/sync/outbox'
import { counts, pageOfCalls } from '../src/sync/queries'
import { settle } from '../src/sync/settle'
import { Device, employeeId, nextId, reply } from './device'
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
      const stamps = { employeeId, syncedAt: '', updatedAt: '', version: 1, deleted: false }
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

describe('a refused mutation', () => {
  it('stays, visible, with its reason', async () => {
    server.judge = () => refusal
    const id = await phone.log()
    await phone.flush()
    expect(await phone.outbox()).toMatchObject([{ state: 'rejected', problem: { code: 'invalid-request' } }])
    expect((await phone.view(id))?.contactName).toBe('Anna')
    expect(await counts(phone.db)).toMatchObject({ waiting: 0, refused: 1 })
    await phone.flush()
    expect(server.requests.at(-1)?.mutations).toEqual([])
  })

  it('of a create holds its followers with it', async () => {
    const id = await phone.log()
    server.faults = [() => 'no-answer']
    await phone.flush()
    await phone.edit(id, { notes: 'Follower' })
    server.judge = (mutation) => (mutation.kind === 'create' ? refusal : undefined)
    await phone.flush()
    await phone.flush()
    expect(await phone.outbox()).toMatchObject([
      { kind: 'create', state: 'rejected' },
      { kind: 'update', state: 'unsent' },
    ])
    expect(server.requests.flatMap(({ mutations }) => mutations).some(({ kind }) => kind === 'update')).toBe(false)
  })

  it('of an update of a call that was deleted becomes a call of its own, once', async () => {
    const id = await phone.log()
    await phone.flush()
    server.changeElsewhere(id, { deleted: true })
    await phone.edit(id, { notes: 'Typed meanwhile' })
    const [unsent] = await phone.outbox()
    expect(await logRefusedAnew(phone.db, phone.author, unsent?.seq ?? 0)).toBe(false)
    await phone.flush()
    const [refused] = await phone.outbox()
    expect(refused).toMatchObject({ state: 'rejected', problem: { code: 'call-deleted' } })

    expect(await logRefusedAnew(phone.db, phone.author, refused?.seq ?? 0)).toBe(true)
    expect(await logRefusedAnew(phone.db, phone.author, refused?.seq ?? 0)).toBe(false)
    await phone.flush()

    expect(await phone.outbox()).toEqual([])
    expect([...server.calls.values()].map(({ call }) => call).filter(({ deleted }) => !deleted)).toMatchObject([
      { contactName: 'Anna', notes: 'Typed meanwhile', startedAt: server.call(id)?.startedAt },
    ])
    expect(await phone.view(id)).toMatchObject({ deleted: true, notes: null })
  })

  it('of an update lets later edits of other fields through', async () => {
    const id = await phone.log()
    await phone.flush()
    server.faults = [() => 'no-answer']
    await phone.edit(id, { notes: 'Bad' })
    await phone.flush()
    await phone.edit(id, { duration: 5 })
    server.judge = (mutation) => (mutation.kind === 'update' && 'notes' in mutation.changes ? refusal : undefined)
    await phone.flush()
    expect(await phone.outbox()).toMatchObject([{ kind: 'update', state: 'rejected' }])
    expect(server.call(id)).toMatchObject({ duration: 5, notes: null })
    expect(await phone.view(id)).toMatchObject({ duration: 5, notes: 'Bad' })
  })

  it('of an update does not bring back what was written over since', async () => {
    const id = await phone.log()
    await phone.flush()
    server.judge = (mutation) => (mutation.kind === 'update' && mutation.changes.contactName === 'Bad' ? refusal : undefined)
    server.faults = [() => 'no-answer']
    await phone.edit(id, { contactName: 'Bad', notes: 'Old', duration: 5 })
    await phone.flush()
    await phone.edit(id, { notes: 'New' })
    await phone.flush()
    expect(await phone.view(id)).toMatchObject({ contactName: 'Bad', notes: 'New', duration: 5 })
    await phone.edit(id, { contactName: 'Good' })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ contactName: 'Good', notes: 'New', duration: 5 })
    expect(await phone.outbox()).toEqual([])
  })

  it('of an update goes once all of it was written over', async () => {
    const id = await phone.log()
    await phone.flush()
    server.judge = (mutation) => (mutation.kind === 'update' && mutation.changes.notes === 'Bad' ? refusal : undefined)
    server.faults = [() => 'no-answer']
    await phone.edit(id, { notes: 'Bad' })
    await phone.flush()
    await phone.edit(id, { notes: 'Good' })
    await phone.flush()
    expect(server.call(id)?.notes).toBe('Good')
    expect(await phone.outbox()).toEqual([])
  })

  it('is mended by an edit, takes in its followers, and goes as a new mutation', async () => {
    const id = await phone.log({ notes: 'Bad' })
    server.faults = [() => 'no-answer']
    await phone.flush()
    await phone.edit(id, { duration: 5 })
    server.judge = (mutation) => (mutation.kind === 'create' && mutation.call.notes === 'Bad' ? refusal : undefined)
    await phone.flush()
    await phone.edit(id, { notes: 'Good' })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'Good', duration: 5, version: 1 })
    expect(await phone.outbox()).toEqual([])
    const ids = new Set(server.requests.flatMap(({ mutations }) => mutations.map(({ mutationId }) => mutationId)))
    expect(ids.size).toBe(2)
  })

  it('that was mended meanwhile is not settled by a late answer to its former self', async () => {
    server.judge = () => refusal
    const id = await phone.log({ notes: 'Bad' })
    await phone.flush()
    const former = await phone.outbox()
    await phone.edit(id, { notes: 'Good' })
    const results = [{ mutationId: former[0]?.mutationId ?? '', status: 'applied' as const }]
    const late = { results, changes: { calls: [], target: null }, cursor: '0', more: false, serverTime: '' }
    const context = { employeeId, now: 0, random: () => 0, newId: nextId }
    await settle(phone.db, { entries: former.map((entry) => ({ ...entry, bytes: '' })), errands: [] }, late, undefined, context)
    expect(await phone.outbox()).toMatchObject([{ state: 'unsent', draft: { notes: 'Good' } }])
  })

  it('can be offered again, as a new mutation', async () => {
    server.judge = () => refusal
    const id = await phone.log()
    await phone.flush()
    server.judge = () => undefined
    const [entry] = await phone.outbox()
    await retryRefused(phone.db, phone.author, entry?.seq ?? 0)
    await phone.flush()
    expect(server.call(id)?.version).toBe(1)
    expect(entry?.mutationId).not.toBe(server.applied[0]?.mutationId)
  })

  it('of a create, offered again, takes in what was written since it was sent', async () => {
    server.judge = (mutation) => (mutation.kind === 'create' && mutation.call.contactName === 'Bad' ? refusal : undefined)
    server.faults = [() => 'no-answer']
    const id = await phone.log({ contactName: 'Bad' })
    await phone.flush()
    await phone.edit(id, { contactName: 'Good' })
    await phone.flush()
    const [entry] = await phone.outbox()
    expect(entry).toMatchObject({ kind: 'create', state: 'rejected' })
    await retryRefused(phone.db, phone.author, entry?.seq ?? 0)
    await phone.flush()
    expect(server.call(id)).toMatchObject({ contactName: 'Good', version: 1 })
    expect(await phone.outbox()).toEqual([])
  })

  it('of an update builds, offered again, on what was accepted after it', async () => {
    const id = await phone.log()
    await phone.flush()
    server.faults = [() => 'no-answer']
    await phone.edit(id, { notes: 'Bad' })
    await phone.flush()
    await phone.edit(id, { duration: 5 })
    server.judge = (mutation) => (mutation.kind === 'update' && 'notes' in mutation.changes ? refusal : undefined)
    await phone.flush()
    server.judge = () => undefined
    const [entry] = await phone.outbox()
    await retryRefused(phone.db, phone.author, entry?.seq ?? 0)
    await phone.flush()
    expect(server.requests.at(-1)?.mutations).toMatchObject([{ baseVersion: 2, changes: { notes: 'Bad' } }])
  })

  it('of a create that had been accepted all the same keeps what mended it', async () => {
    server.faults = [() => 'lost-reply', reply(413)]
    const id = await phone.log({ notes: 'first' })
    await phone.flush()
    await phone.flush()
    expect(await phone.outbox()).toMatchObject([{ kind: 'create', state: 'rejected' }])
    await phone.edit(id, { notes: 'mended' })
    server.faults = []
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'mended', version: 2 })
    expect(await phone.outbox()).toEqual([])
  })

  it('of a create, mended, is not sent as an edit too when the answer to the mended one got lost', async () => {
    server.now += 3 * 3_600_000
    server.judge = () => refusal
    const id = await phone.log({ startedAt: '2026-11-22T09:00:00.000Z', notes: 'Bad' }, false)
    await phone.flush()
    server.judge = () => undefined
    await phone.edit(id, { notes: 'Good' })
    server.faults = [() => 'lost-reply']
    await phone.flush()
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'Good', version: 1 })
    expect(server.requests.flatMap(({ mutations }) => mutations).map(({ kind }) => kind)).not.toContain('update')
  })

  it('of a create, mended, has its clock corrected no second time', async () => {
    server.now += 3 * 3_600_000
    await phone.log()
    await phone.flush()
    server.judge = () => refusal
    const id = await phone.log({ startedAt: '2026-11-22T09:00:00.000Z', notes: 'Bad' }, false)
    await phone.flush()
    server.judge = () => undefined
    await phone.edit(id, { notes: 'Good' })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ startedAt: '2026-11-22T12:00:00.000Z', notes: 'Good' })
  })

  it('of an edit that is given up does not swallow the next one, though its copy arrives late', async () => {
    const id = await phone.log()
    await phone.flush()
    server.faults = [() => 'no-answer', reply(413)]
    await phone.edit(id, { notes: 'given up' })
    await phone.flush()
    const late = server.requests.at(-1) as SyncRequest
    await phone.flush()
    const [entry] = await phone.outbox()
    expect(entry).toMatchObject({ kind: 'update', state: 'rejected' })
    await discardRefused(phone.db, phone.author, entry?.seq ?? 0)
    await phone.edit(id, { outcome: 'Sold' })
    server.receive(late)
    await phone.flush()
    expect(server.call(id)).toMatchObject({ outcome: 'Sold', version: 3 })
    server.receive(late)
    expect(server.call(id)).toMatchObject({ outcome: 'Sold', version: 3 })
  })

  it('of a create is followed by the deletion, since an earlier copy may have been accepted', async () => {
    server.faults = [() => 'lost-reply', reply(413)]
    const id = await phone.log()
    await phone.flush()
    await phone.flush()
    expect(await phone.outbox()).toMatchObject([{ kind: 'create', state: 'rejected' }])
    await deleteCall(phone.db, phone.author, id, 0)
    await phone.flush()
    expect(server.call(id)).toMatchObject({ deleted: true })
    expect(await phone.outbox()).toEqual([])
  })

  it('of a create that never was accepted leaves nothing behind its deletion', async () => {
    server.judge = () => refusal
    const id = await phone.log()
    await phone.flush()
    server.judge = () => undefined
    await deleteCall(phone.db, phone.author, id, 0)
    await phone.flush()
    expect(server.call(id)).toBeUndefined()
    expect(await phone.outbox()).toEqual([])
    expect(await phone.view(id)).toBeUndefined()
  })

  it('of a create, deleted for good, cannot be taken back', async () => {
    server.judge = () => refusal
    const id = await phone.log()
    await phone.flush()
    phone.online = false
    await deleteCall(phone.db, phone.author, id, 0)
    expect(await undoDelete(phone.db, phone.author, id)).toBe(false)
    expect(await phone.outbox()).toMatchObject([{ kind: 'delete' }])
  })

  it('can be discarded: a create with everything behind it, an update alone', async () => {
    const kept = await phone.log()
    await phone.flush()
    server.judge = () => refusal
    const lost = await phone.log()
    await phone.edit(kept, { notes: 'Bad' })
    await phone.flush()
    for (const { seq } of await phone.outbox()) await discardRefused(phone.db, phone.author, seq)
    expect(await phone.view(lost)).toBeUndefined()
    expect(await phone.view(kept)).toMatchObject({ notes: null })
    expect(await phone.outbox()).toEqual([])
  })
})
