import { beforeEach, describe, expect, it } from 'vitest'
import type { SyncRequest } from '../src/contract'
import { deleteCall, discardRefused, logRefusedAnew, retryRefused, undoDelete } from '../src/sync/outbox'
import { counts } from '../src/sync/queries'
import { settle } from '../src/sync/settle'
import { Device, employeeId, nextId, reply } from './device'
import { FakeServer, nothing } from './fakeServer'

let server: FakeServer
let phone: Device

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
})

const refusal = { status: 'rejected', problem: { code: 'invalid-request', detail: 'No.' } } as const

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
    const late = { results, changes: nothing, cursor: '0', more: false, serverTime: '', mustRefetch: false }
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
