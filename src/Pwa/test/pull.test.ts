import { beforeEach, describe, expect, it } from 'vitest'
import type { Call } from '../src/contract'
import { getMeta } from '../src/sync/db'
import { callsBetween, conflicted, pageOfCalls, recentContacts } from '../src/sync/queries'
import { Device, draft, employeeId } from './device'
import { FakeServer } from './fakeServer'

let server: FakeServer
let phone: Device

beforeEach(async () => {
  server = new FakeServer()
  phone = await Device.open(server)
})

const stamped = { employeeId, syncedAt: '', updatedAt: '', recording: null, version: 1, deleted: false }

describe('pulling', () => {
  it('goes on while there is more', async () => {
    for (let i = 0; i < 25; i++) server.store({ ...draft(), ...stamped })
    server.pageSize = 10
    await phone.flush()
    expect(await phone.db.count('calls')).toBe(25)
    expect(server.requests).toHaveLength(3)
  })

  it('has succeeded once there is no more, not while a part is missing', async () => {
    for (let i = 0; i < 25; i++) server.store({ ...draft(), ...stamped })
    server.pageSize = 10
    server.faults = [undefined, () => 'no-answer']
    await phone.flush()
    expect(await phone.db.count('calls')).toBe(10)
    expect(await getMeta(phone.db, 'lastSuccess')).toBeUndefined()
    await phone.flush()
    expect(await phone.db.count('calls')).toBe(25)
    expect(await getMeta(phone.db, 'lastSuccess')).toBeDefined()
  })

  it('does not overwrite the fields of an edit that waits', async () => {
    const id = await phone.log()
    await phone.flush()
    phone.access = () => ({ ok: true, accessToken: 'token' })
    server.faults = [() => 'no-answer']
    await phone.edit(id, { notes: 'Mine' })
    await phone.flush()
    server.changeElsewhere(id, { notes: 'Theirs', outcome: 'Sale' })
    server.judge = () => ({ status: 'retry' })
    await phone.flush()
    expect(await phone.view(id)).toMatchObject({ notes: 'Mine', outcome: 'Sale', version: 2 })
  })

  it('ignores older news', async () => {
    const id = await phone.log()
    await phone.flush()
    const old = server.call(id)
    server.changeElsewhere(id, { notes: 'New' })
    await phone.flush()
    if (old) server.store(old)
    await phone.flush()
    expect(await phone.view(id)).toMatchObject({ notes: 'New', version: 2 })
  })

  it('lets a deletion elsewhere win over an edit that waits, which stays visible as refused', async () => {
    const id = await phone.log()
    await phone.flush()
    server.changeElsewhere(id, { deleted: true })
    await phone.edit(id, { notes: 'Mine' })
    await phone.flush()
    expect((await phone.view(id))?.deleted).toBe(true)
    expect(await phone.outbox()).toMatchObject([{ state: 'rejected', problem: { code: 'call-deleted' } }])
  })
})

describe('a merge', () => {
  it('takes the server’s call and shows the conflicts', async () => {
    const id = await phone.log()
    await phone.flush()
    server.changeElsewhere(id, { outcome: 'Sale', duration: 99, notes: 'Theirs' })
    await phone.edit(id, { duration: 5, notes: 'Mine' })
    await phone.flush()
    const conflicts = [
      { field: 'duration', yours: 5, theirs: 99 },
      { field: 'notes', yours: 'Mine', theirs: 'Theirs' },
    ]
    const view = { duration: 5, outcome: 'Sale', notes: 'Theirs\n\nMine', version: 3 }
    expect(await phone.db.get('calls', id)).toMatchObject({ conflicts, view })
    expect(await phone.outbox()).toEqual([])
  })

  it('is told of no longer than its call is there', async () => {
    const [there, gone] = [await phone.log(), await phone.log()]
    await phone.flush()
    for (const id of [there, gone]) {
      server.changeElsewhere(id, { duration: 99 })
      await phone.edit(id, { duration: 5 })
    }
    await phone.flush()
    expect((await conflicted(phone.reads)).map(({ id }) => id).sort()).toEqual([there, gone].sort())
    server.changeElsewhere(gone, { deleted: true })
    await phone.flush()
    expect(await conflicted(phone.reads)).toMatchObject([{ id: there }])
  })
})

describe('after a restore of the server (mustRefetch)', () => {
  it('offers again what the server confirmed and then forgot', async () => {
    const kept = await phone.log({ notes: 'kept' })
    const lost = await phone.log({ notes: 'lost' })
    await phone.flush()
    server.calls.delete(lost)
    server.mustRefetchOnce = true
    await phone.flush()
    expect(server.requests.at(-1)?.mutations).toMatchObject([{ kind: 'create', call: { id: lost, notes: 'lost' } }])
    expect(server.call(lost)?.notes).toBe('lost')
    expect(server.call(kept)?.version).toBe(1)
    expect(await phone.outbox()).toEqual([])
  })

  it('offers again the edits that went with it', async () => {
    const id = await phone.log({ notes: 'first' })
    await phone.flush()
    const before = server.call(id)
    await phone.edit(id, { notes: 'second' })
    await phone.flush()
    if (before) server.store(before)
    server.mustRefetchOnce = true
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'second', version: 2 })
    expect(await phone.view(id)).toMatchObject({ notes: 'second', version: 2 })
  })

  it.each([
    ['that the server takes at once', undefined],
    ['that waits', { status: 'retry' } as const],
  ])('offers nothing again over a later edit %s', async (_, verdict) => {
    const id = await phone.log({ notes: 'first' })
    await phone.flush()
    const before = server.call(id) as Call
    await phone.edit(id, { duration: 5, notes: 'second', outcome: 'Sale' })
    await phone.flush()
    await phone.edit(id, { duration: 9, notes: 'third' })
    server.now += 1_000
    server.store(before)
    server.mustRefetchOnce = true
    server.judge = (mutation) => (mutation.kind === 'update' && mutation.changes.duration === 9 ? verdict : undefined)
    await phone.flush()
    server.judge = () => undefined
    phone.clock.time += 60_000
    await phone.flush()
    expect(await phone.view(id)).toMatchObject({ duration: 9, notes: 'third', outcome: 'Sale' })
    expect(server.call(id)).toMatchObject({ duration: 9, notes: 'third', outcome: 'Sale' })
    expect(await phone.outbox()).toEqual([])
  })

  it('does not bring back what was deleted', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.delete(id, 0)
    await phone.flush()
    server.calls.delete(id)
    server.mustRefetchOnce = true
    await phone.flush()
    expect(server.call(id)).toBeUndefined()
    expect(await phone.outbox()).toEqual([])
  })

  it('takes a version of the same number that was made after it', async () => {
    const id = await phone.log({ notes: 'first' })
    await phone.flush()
    await phone.edit(id, { notes: 'second' })
    await phone.flush()
    const again = { ...(server.call(id) as Call), notes: 'by another phone', updatedAt: '2026-11-22T13:00:00.000Z' }
    server.store(again)
    server.mustRefetchOnce = true
    await phone.flush()
    expect(await phone.view(id)).toEqual(again)
    expect(server.call(id)).toEqual(again)
  })

  it('offers a deletion again, however far the call has come since', async () => {
    const id = await phone.log()
    await phone.flush()
    const before = server.call(id) as Call
    await phone.delete(id, 0)
    await phone.flush()
    server.store({ ...before, version: 5 })
    server.mustRefetchOnce = true
    await phone.flush()
    expect(server.call(id)?.deleted).toBe(true)
  })

  it('sends a change of a call that went with it behind the call', async () => {
    const id = await phone.log()
    await phone.flush()
    await phone.edit(id, { notes: 'waiting' })
    server.calls.delete(id)
    server.mustRefetchOnce = true
    await phone.flush()
    expect(server.call(id)).toMatchObject({ notes: 'waiting' })
    expect(await phone.outbox()).toEqual([])
  })

  it('goes on where it was when interrupted', async () => {
    const ids = [await phone.log(), await phone.log(), await phone.log()]
    await phone.flush()
    server.calls.delete(ids[2] ?? '')
    server.pageSize = 1
    server.mustRefetchOnce = true
    server.faults = [undefined, undefined, () => 'no-answer']
    await phone.flush()
    expect(await getMeta(phone.db, 'refetch')).toBe(1)
    await phone.flush()
    expect(await getMeta(phone.db, 'refetch')).toBeUndefined()
    expect(server.calls.size).toBe(3)
  })
})

describe('the clock', () => {
  it('is corrected once, before the first send, by the offset known at capture', async () => {
    await phone.flush()
    phone.clock.time += 3_600_000
    await phone.flush()
    const startedAt = new Date(phone.clock.time).toISOString()
    const id = await phone.log({ startedAt, createdAt: startedAt }, false)
    await phone.flush()
    expect(server.call(id)).toMatchObject({ startedAt: new Date(server.now).toISOString(), clockSuspect: false })
    expect((await phone.view(id))?.startedAt).toBe(new Date(server.now).toISOString())
  })

  it('leaves a start that the person typed alone', async () => {
    phone.clock.time += 3_600_000
    await phone.flush()
    const id = await phone.log({ startedAt: '2026-11-22T09:00:00.000Z' }, true)
    await phone.flush()
    expect(server.call(id)?.startedAt).toBe('2026-11-22T09:00:00.000Z')
  })

  it('unknown, or off by more than a day, marks the call as suspect', async () => {
    const first = await phone.log()
    await phone.flush()
    expect(server.call(first)?.clockSuspect).toBe(true)
    const second = await phone.log()
    await phone.flush()
    expect(server.call(second)?.clockSuspect).toBe(false)
    phone.clock.time += 3 * 86_400_000
    await phone.flush()
    const third = await phone.log()
    await phone.flush()
    expect(server.call(third)?.clockSuspect).toBe(true)
  })
})

describe('reading', () => {
  it('pages newest first, without gaps or repeats, also among equal starts', async () => {
    for (let i = 0; i < 7; i++) await phone.log({ startedAt: `2026-11-2${i % 2}T10:00:00.000Z` })
    const seen: string[] = []
    let position: { start: string; id: string } | undefined
    do {
      const page = await pageOfCalls(phone.reads, 2, position, () => true)
      seen.push(...page.calls.map(({ startedAt, id }) => `${startedAt} ${id}`))
      position = page.next
    } while (position)
    expect(seen).toEqual([...seen].sort().reverse())
    expect(seen).toHaveLength(7)
    expect(new Set(seen).size).toBe(7)
  })

  it('pages through those that match, however few they are and wherever they lie', async () => {
    const tx = phone.db.transaction('calls', 'readwrite')
    const expected: string[] = []
    for (let i = 0; i < 1_300; i++) {
      // Four calls begin together; of each 50 two match.
      const start = new Date(Date.UTC(2026, 10, 1) + (i >> 2) * 60_000).toISOString()
      const view = { ...draft({ startedAt: start, notes: i % 50 < 2 ? 'wanted' : null }), deleted: false } as unknown as Call
      if (view.notes) expected.push(`${start} ${view.id}`)
      tx.store.put({ id: view.id, start, server: null, view, epoch: 0 })
    }
    await tx.done
    const seen: string[] = []
    let position: { start: string; id: string } | undefined
    do {
      const page = await pageOfCalls(phone.reads, 3, position, ({ notes }) => notes === 'wanted')
      seen.push(...page.calls.map(({ startedAt, id }) => `${startedAt} ${id}`))
      position = page.next
    } while (position)
    expect(seen).toEqual(expected.sort().reverse())
  })

  it('finds the calls of a span and the recent contacts, each once', async () => {
    await phone.log({ startedAt: '2026-11-20T23:59:59.999Z', contactName: 'Old' })
    await phone.log({ startedAt: '2026-11-21T00:00:00.000Z', contactName: null })
    const from = Date.parse('2026-11-21T00:00:00.000Z')
    expect(await callsBetween(phone.reads, from, from + 86_400_000)).toHaveLength(1)
    expect(await recentContacts(phone.reads, 5)).toEqual([{ name: 'Old', phone: '+447700900123' }])
  })
})
