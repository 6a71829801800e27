import { IDBFactory } from 'fake-indexeddb'
import type { Assignment, AssignmentChanges, Call, CallDraft } from '../src/contract'
import { uuidv7 } from '../src/lib/uuid'
import { type AccountDb, accountDbName, openAccountDb } from '../src/sync/db'
import { createSyncEngine, type SyncEngine } from '../src/sync/engine'
import { changeAssignment } from '../src/sync/errands'
import type { StoredEntry, StoredErrand } from '../src/sync/model'
import { type Author, deleteCall, editCall, logCall } from '../src/sync/outbox'
import type { Access, SyncStatus } from '../src/sync/ports'
import { draftOf } from '../src/sync/project'
import { type Reads, readsOf } from '../src/sync/reads'
import type { FakeServer } from './fakeServer'

export const employeeId = '0190aaaa-0000-7000-8000-000000000001'

/** Time moves only when a test says so. */
export class FakeClock {
  timers: { at: number; work: () => void }[] = []
  constructor(public time = Date.parse('2026-11-22T12:00:00.000Z')) {}
  now = (): number => this.time
  after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: this.time + ms, work }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }
  advance(ms: number): void {
    this.time += ms
    const due = this.timers.filter(({ at }) => at <= this.time)
    this.timers = this.timers.filter(({ at }) => at > this.time)
    for (const { work } of due) work()
  }
}

let ids = 0
/** Unique and in order, so that failures read well. */
export const nextId = (): string => uuidv7(1_700_000_000_000 + ids++, (length) => new Uint8Array(length))

export function draft(changes: Partial<CallDraft> = {}): CallDraft {
  return {
    id: nextId(),
    contactName: 'Anna',
    contactPhone: '+447700900123',
    callType: 'outgoing',
    status: 'completed',
    duration: 60,
    notes: null,
    outcome: null,
    startedAt: '2026-11-22T11:55:00.000Z',
    createdAt: '2026-11-22T11:56:00.000Z',
    source: 'manual',
    assignmentId: null,
    private: false,
    clockSuspect: false,
    ...changes,
  }
}

export function assignment(changes: Partial<Assignment> = {}): Assignment {
  return {
    id: nextId(),
    employeeId,
    contactName: 'Anna',
    contactPhone: '+447700900123',
    note: null,
    dueDay: '2026-11-22',
    dueAt: null,
    state: 'open',
    closedAt: null,
    followUpAt: null,
    remindAt: null,
    callIds: [],
    assignedBy: '0190aaaa-0000-7000-8000-000000000009',
    createdAt: '2026-11-22T08:00:00.000Z',
    updatedAt: '2026-11-22T08:00:00.000Z',
    version: 1,
    deleted: false,
    ...changes,
  }
}

export class Device {
  clock = new FakeClock()
  online = true
  access: () => Access = () => ({ ok: true, accessToken: 'token' })
  renewals = 0
  statuses: SyncStatus[] = []
  engine: SyncEngine
  author: Author = { employeeId, now: this.clock.now, newId: nextId }

  locked = false
  reads: Reads

  private constructor(
    readonly db: AccountDb,
    server: FakeServer,
    locks = serially(),
  ) {
    this.reads = readsOf(db, () => this.locked)
    this.engine = this.anotherEngine(server, locks)
  }

  /** A phone, or with `other` a second tab on the same phone. */
  static async open(server: FakeServer): Promise<Device> {
    globalThis.indexedDB = new IDBFactory()
    return Device.with(await openAccountDb(accountDbName(employeeId)), server)
  }

  static with(db: AccountDb, server: FakeServer): Device {
    return new Device(db, server)
  }

  anotherEngine(server: FakeServer, exclusively = serially()): SyncEngine {
    return createSyncEngine({
      db: this.db,
      employeeId,
      clock: this.clock,
      random: () => 0.5,
      newId: nextId,
      session: {
        access: async () => this.access(),
        renew: async () => {
          this.renewals++
          return this.access()
        },
      },
      send: server.send,
      exclusively,
      online: () => this.online,
      onChange: () => {},
      onStatus: (status) => this.statuses.push(status),
      onError: (error) => {
        throw error
      },
    })
  }

  async log(changes: Partial<CallDraft> = {}, startTyped = true): Promise<string> {
    const call = draft(changes)
    await logCall(this.db, this.author, call, startTyped)
    return call.id
  }

  async edit(id: string, changes: Partial<CallDraft>): Promise<void> {
    const view = await this.view(id)
    if (!view) throw new Error(`No call ${id}`)
    await this.save(view, changes)
  }

  /** Saves a form that was opened with this call. */
  save = (opened: Call, changes: Partial<CallDraft>): Promise<boolean> =>
    editCall(this.db, this.author, draftOf(opened), { ...draftOf(opened), ...changes })

  delete = (id: string, hold?: number): Promise<void> => deleteCall(this.db, this.author, id, hold)

  async view(id: string): Promise<Call | undefined> {
    return (await this.db.get('calls', id))?.view
  }

  async outbox(): Promise<StoredEntry[]> {
    return (await this.db.getAll('outbox')) as StoredEntry[]
  }

  async errands(): Promise<StoredErrand[]> {
    return (await this.db.getAll('errands')) as StoredErrand[]
  }

  async assignment(id: string): Promise<Assignment | undefined> {
    return (await this.db.get('assignments', id))?.view
  }

  change = (id: string, changes: AssignmentChanges): Promise<boolean> => changeAssignment(this.db, this.author, id, changes)

  flush = (): Promise<SyncStatus> => this.engine.flush()
}

/** What Web Locks do: one at a time, in order. */
export function serially(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

export const reply =
  (status: number, code = '') =>
  () => ({ status, body: { status, code, detail: code } })
