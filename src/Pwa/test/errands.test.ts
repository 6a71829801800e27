import { beforeEach, describe, expect, it } from 'vitest'
import type { Announcement, Assignment } from '../src/contract'
import { write } from '../src/sync/db'
import { markRead, noteCall, noteCallUndone } from '../src/sync/errands'
import { logCall } from '../src/sync/outbox'
import { counts } from '../src/sync/queries'
import { discardErrand, dismissAssignmentConflicts, retryErrand } from '../src/sync/refusedErrands'
import { announcements, tasks } from '../src/sync/taskQueries'
import { assignment, Device, draft, employeeId, reply } from './device'
import { FakeServer } from './fakeServer'

let server: FakeServer
let phone: Device
let task: Assignment

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
  task = server.assign(assignment())
  await phone.flush()
})

const onServer = (id = task.id): Assignment | undefined => server.assignments.get(id)?.assignment
const announcement = (changes: Partial<Announcement> = {}): Announcement => ({
  id: assignment().id,
  title: 'New prices',
  body: 'From Monday.',
  authorId: 'm',
  authorName: 'Morgan',
  at: '2026-11-22T08:00:00.000Z',
  team: null,
  readAt: null,
  ...changes,
})

describe('an assignment', () => {
  it('is on the phone after a sync, as are its changes, and leaves when it is taken back or handed over', async () => {
    expect(await phone.assignment(task.id)).toEqual(task)
    const other = server.assign(assignment())
    server.assign({ ...task, note: 'Ask for Ms Bell.' })
    await phone.flush()
    expect(await phone.assignment(task.id)).toMatchObject({ note: 'Ask for Ms Bell.', version: 2 })

    server.assign({ ...other, deleted: true })
    server.move(task.id)
    await phone.flush()
    expect(await tasks(phone.reads)).toEqual([])
  })

  it('is changed here at once and on the server once, however often its answer gets lost', async () => {
    server.faults = [() => 'lost-reply']
    expect(await phone.change(task.id, { state: 'done' })).toBe(true)
    expect(await phone.assignment(task.id)).toMatchObject({ state: 'done', version: 1 })
    expect(await counts(phone.db)).toMatchObject({ waiting: 1 })

    await phone.flush()
    expect(await counts(phone.db)).toMatchObject({ waiting: 1 })
    await phone.flush()
    expect(onServer()).toMatchObject({ state: 'done', version: 2 })
    expect(server.applied).toHaveLength(1)
    expect(await phone.errands()).toEqual([])
    expect(await phone.assignment(task.id)).toEqual(onServer())
  })

  it('takes what is said before the first send in one mutation', async () => {
    await phone.change(task.id, { followUpAt: '2026-11-24T09:00:00.000Z' })
    await phone.change(task.id, { state: 'done', followUpAt: null })
    await phone.change(task.id, { calls: { a: true } })
    await phone.change(task.id, { calls: { b: true } })
    await phone.flush()
    expect(server.applied).toMatchObject([{ changes: { state: 'done', followUpAt: null, calls: { a: true, b: true } } }])
  })

  it('takes what is said while it is on its way in another, built on what that made', async () => {
    server.faults = [() => 'lost-reply']
    await phone.change(task.id, { state: 'called' })
    await phone.flush()
    await phone.change(task.id, { state: 'open', followUpAt: '2026-11-24T09:00:00.000Z' })
    expect(await phone.errands()).toMatchObject([{ state: 'frozen' }, { state: 'unsent', baseVersion: null }])

    const [frozen] = server.bodies.slice(-1)
    await phone.flush()
    expect(server.bodies.some((body) => body.includes((frozen?.split('"mutations":')[1] ?? '-').slice(1, -2)))).toBe(true)
    expect(server.applied.map((mutation) => mutation.kind === 'assignment' && mutation.baseVersion)).toEqual([1, 2])
    expect(onServer()).toMatchObject({ state: 'open', followUpAt: '2026-11-24T09:00:00.000Z', version: 3 })
  })

  it('shows that a manager changed the same meanwhile; what the person says counts', async () => {
    await phone.change(task.id, { state: 'called' })
    server.assign({ ...task, state: 'skipped', note: 'Leave it.' })
    await phone.flush()
    expect(onServer()).toMatchObject({ state: 'called', note: 'Leave it.' })
    expect(await tasks(phone.reads)).toMatchObject([
      { assignment: { state: 'called', note: 'Leave it.' }, conflicts: [{ field: 'state', yours: 'called', theirs: 'skipped' }] },
    ])
    await dismissAssignmentConflicts(phone.db, task.id)
    expect(await tasks(phone.reads)).toMatchObject([{ conflicts: [] }])
  })

  it('does not count what a manager changed elsewhere as a conflict', async () => {
    await phone.change(task.id, { state: 'called' })
    server.assign({ ...task, note: 'Ask for Ms Bell.' })
    await phone.flush()
    expect(await tasks(phone.reads)).toMatchObject([{ assignment: { state: 'called' }, conflicts: [] }])
  })

  it('that was handed over keeps what was said, for the person to see and discard', async () => {
    await phone.change(task.id, { state: 'done' })
    server.move(task.id)
    await phone.flush()
    expect(await tasks(phone.reads)).toEqual([])
    expect(await counts(phone.db)).toMatchObject({ waiting: 0, refused: 1 })
    const [errand] = await phone.errands()
    expect(errand).toMatchObject({ label: 'Anna', state: 'rejected', problem: { code: 'assignment-moved' } })

    await retryErrand(phone.db, phone.author, errand?.seq ?? 0)
    expect(await phone.errands()).toMatchObject([{ state: 'rejected' }])
    await discardErrand(phone.db, errand?.seq ?? 0)
    expect(await counts(phone.db)).toMatchObject({ refused: 0 })
  })

  it('is as the server has it once what was said is refused, and can be said again', async () => {
    server.judge = () => ({ status: 'rejected', problem: { code: 'invalid-request', detail: 'No.' } })
    await phone.change(task.id, { state: 'done' })
    await phone.flush()
    expect(await phone.assignment(task.id)).toMatchObject({ state: 'open' })
    server.judge = () => undefined
    const [refused] = await phone.errands()
    await retryErrand(phone.db, phone.author, refused?.seq ?? 0)
    const [again] = await phone.errands()
    expect(again?.mutationId).not.toBe(refused?.mutationId)
    await phone.flush()
    expect(onServer()).toMatchObject({ state: 'done' })
  })

  it('waits where the server asks for patience about it alone', async () => {
    server.judge = () => ({ status: 'retry' })
    await phone.change(task.id, { state: 'done' })
    await phone.flush()
    const [errand] = await phone.errands()
    expect(errand).toMatchObject({ state: 'frozen', attempts: 1 })
    expect(server.requests.filter(({ mutations }) => mutations.length > 0)).toHaveLength(1)
    server.judge = () => undefined
    phone.clock.advance(120_000)
    await phone.flush()
    expect(onServer()).toMatchObject({ state: 'done' })
  })

  it('that the server cannot read is found and refused alone', async () => {
    const other = server.assign(assignment())
    await phone.flush()
    await phone.change(task.id, { state: 'done' })
    await phone.change(other.id, { state: 'skipped' })
    await phone.log()
    const asked = server.send
    server.send = async (body) => (body.includes('"done"') ? reply(400, 'invalid-request')() : asked(body))
    phone = Device.with(phone.db, server)
    await phone.flush()
    expect(await phone.errands()).toMatchObject([{ subject: task.id, state: 'rejected' }])
    expect(onServer(other.id)).toMatchObject({ state: 'skipped' })
    expect(await phone.outbox()).toEqual([])
  })
})

describe('a call for an assignment', () => {
  const log = async () => {
    const call = draft({ assignmentId: task.id })
    await logCall(phone.db, phone.author, call, true, (tx) => noteCall(tx, phone.author, task.id, call.id))
    return call.id
  }

  it('closes it as called with the same transaction, and both arrive', async () => {
    await phone.change(task.id, { followUpAt: '2026-11-24T09:00:00.000Z', remindAt: '2026-11-24T09:00:00.000Z' })
    const id = await log()
    expect(await phone.assignment(task.id)).toMatchObject({ state: 'called', callIds: [id], followUpAt: null, remindAt: null })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ assignmentId: task.id })
    expect(onServer()).toMatchObject({ state: 'called', callIds: [id] })
  })

  it('that cannot be written leaves the assignment open', async () => {
    const fails = write(phone.db, async (tx) => {
      await noteCall(tx, phone.author, task.id, 'call')
      throw new Error('full')
    })
    await expect(fails).rejects.toThrow('full')
    expect(await phone.assignment(task.id)).toMatchObject({ state: 'open' })
    expect(await phone.errands()).toEqual([])
  })

  it('that is taken back opens it again', async () => {
    const id = await log()
    await phone.flush()
    await noteCallUndone(phone.db, phone.author, task, id)
    await phone.flush()
    expect(onServer()).toMatchObject({ state: 'open', callIds: [], closedAt: null })
  })

  it('that is taken back leaves what the person decided since', async () => {
    const id = await log()
    await phone.change(task.id, { state: 'done' })
    await noteCallUndone(phone.db, phone.author, task, id)
    await phone.flush()
    expect(onServer()).toMatchObject({ state: 'done', callIds: [] })
  })

  it('does not turn what is done into called', async () => {
    await phone.change(task.id, { state: 'done' })
    const id = await log()
    expect(await phone.assignment(task.id)).toMatchObject({ state: 'done', callIds: [id] })
  })
})

describe('the batch', () => {
  it('carries at most 100 of all kinds, and what is about no call does not wait for an import', async () => {
    for (let i = 0; i < 120; i++) await phone.log()
    await phone.change(task.id, { state: 'done' })
    await phone.flush()
    const sizes = server.requests.map(({ mutations }) => mutations.length).filter((size) => size > 0)
    expect(sizes).toEqual([100, 21])
    expect(server.requests.find(({ mutations }) => mutations.length > 0)?.mutations[0]).toMatchObject({ kind: 'assignment' })
  })
})

describe('after a restore', () => {
  it('assignments that the server lacks are gone, and what it forgot is said again', async () => {
    const gone = server.assign(assignment())
    await phone.flush()
    await phone.change(task.id, { state: 'called', calls: { c: true } })
    await phone.flush()
    server.assignments.delete(gone.id)
    server.restoreAssignment(task)
    server.mustRefetchOnce = true
    await phone.flush()
    expect((await tasks(phone.reads)).map((each) => each.assignment.id)).toEqual([task.id])
    expect(onServer()).toMatchObject({ state: 'called', callIds: ['c'] })
    expect(await phone.assignment(task.id)).toEqual(onServer())
  })
})

describe('an announcement', () => {
  it('is unread until the person has read it, and counted once for them', async () => {
    const told = announcement()
    server.announcements = [told]
    await phone.flush()
    expect(await announcements(phone.reads)).toEqual([told])
    expect(await markRead(phone.db, phone.author, [told.id])).toBe(true)
    expect(await markRead(phone.db, phone.author, [told.id])).toBe(false)
    expect(await announcements(phone.reads)).toMatchObject([{ readAt: '2026-11-22T12:00:00.000Z' }])
    server.faults = [() => 'lost-reply']
    await phone.flush()
    await phone.flush()
    expect(server.readers.get(told.id)).toEqual(new Set([employeeId]))
    expect(await phone.errands()).toEqual([])
  })

  it('stays read although the server does not know it yet', async () => {
    const told = announcement()
    server.announcements = [told]
    await phone.flush()
    await markRead(phone.db, phone.author, [told.id])
    server.announcements = [announcement({ at: '2026-11-22T09:00:00.000Z' }), told]
    phone.online = false
    await phone.flush()
    phone.online = true
    server.judge = () => ({ status: 'retry' })
    await phone.flush()
    expect((await announcements(phone.reads)).map(({ readAt }) => readAt !== null)).toEqual([false, true])
  })

  it('that the server lacks is nobody’s concern', async () => {
    server.announcements = [announcement()]
    await phone.flush()
    const [told] = server.announcements
    await markRead(phone.db, phone.author, [told?.id ?? ''])
    server.announcements = []
    await phone.flush()
    expect(await counts(phone.db)).toMatchObject({ waiting: 0, refused: 0 })
    expect(await announcements(phone.reads)).toEqual([])
  })
})
