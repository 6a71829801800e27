import { freshAssignment, type KeptAssignment, nextAssignment, takeAssignment } from '../dev/assignments'
import { change, type Kept, take } from '../dev/mutations'
import type { Announcement, Assignment, Call, Mutation, MutationResult, Notice, SyncRequest, SyncResponse } from '../src/contract'
import type { PrivacyRule } from '../src/privacy/rule'
import type { Reply } from '../src/sync/ports'

type Verdict = Partial<MutationResult> & { status: MutationResult['status'] }

/** What a phone is told that misses nothing. */
export const nothing: SyncResponse['changes'] = {
  calls: [],
  assignments: [],
  target: null,
  read: [],
  inbox: [],
  settingsVersion: 0,
}

/** A small model of POST /api/sync, with faults on demand. It takes mutations as the server does, but judges no values. */
export class FakeServer {
  readonly calls = new Map<string, Kept & { changed: number }>()
  readonly assignments = new Map<string, KeptAssignment & { changed: number }>()
  announcements: Announcement[] = []
  /** By announcement: who has read it. */
  readonly readers = new Map<string, Set<string>>()
  readonly requests: SyncRequest[] = []
  readonly bodies: string[] = []
  /** Every mutation that was ever applied. */
  readonly applied: Mutation[] = []
  now = Date.parse('2026-11-22T12:00:00.000Z')
  pageSize = 500
  /** Answers the next requests, in order; undefined lets one through. */
  faults: (((body: SyncRequest) => Reply | 'lost-reply' | 'no-answer') | undefined)[] = []
  /** Asked first for each mutation. */
  judge: (mutation: Mutation) => Verdict | undefined = () => undefined
  mustRefetchOnce = false
  settingsVersion = 0
  privacy: PrivacyRule = { mode: 'off-server', exclusions: [] }
  private changes = 0
  /** What every answer says that the person was told. */
  inbox: Notice[] = []

  send = async (body: string): Promise<Reply> => {
    const request = JSON.parse(body) as SyncRequest
    this.requests.push(request)
    this.bodies.push(body)
    const fault = this.faults.shift()?.(request)
    if (fault === 'no-answer') throw new TypeError('network')
    if (fault && fault !== 'lost-reply') return fault
    const response = this.sync(request)
    if (fault === 'lost-reply') throw new TypeError('network')
    return { status: 200, body: structuredClone(response) }
  }

  /** Puts a call as it is, as a restore does: what came after that version is forgotten. */
  store(call: Call): Call {
    const known = this.calls.get(call.id)
    const until = <T>(all: Readonly<Record<string, T>> = {}, version: (one: T) => number) =>
      Object.fromEntries(Object.entries(all).filter(([, one]) => version(one) <= call.version))
    const fieldVersions = until(known?.fieldVersions, (version) => version)
    return this.keep({ call, fieldVersions, devices: until(known?.devices, ({ version }) => version) })
  }

  /** Somebody else changes a call. */
  changeElsewhere(id: string, changes: Partial<Call>): Call {
    const known = this.calls.get(id)
    if (!known) throw new Error(`No call ${id}`)
    return this.keep(change(known, changes, new Date(this.now).toISOString()))
  }

  private keep(kept: Kept): Call {
    this.calls.set(kept.call.id, { ...kept, changed: ++this.changes })
    return kept.call
  }

  /** Somebody assigns, or changes what is assigned. */
  assign(assignment: Assignment): Assignment {
    const known = this.assignments.get(assignment.id)
    const now = new Date(this.now).toISOString()
    return this.keepAssignment(known ? nextAssignment(known, assignment, now) : freshAssignment(assignment))
  }

  /** Gives it to somebody else. */
  move(id: string): void {
    const known = this.assignments.get(id)
    if (!known) throw new Error(`No assignment ${id}`)
    const left = nextAssignment(known, { ...known.assignment, deleted: true }, new Date(this.now).toISOString())
    this.keepAssignment({ ...left, movedTo: 'somebody' })
  }

  /** Puts it as it is, as a restore does. */
  restoreAssignment(assignment: Assignment): void {
    this.keepAssignment(freshAssignment(assignment))
  }

  private keepAssignment(kept: KeptAssignment): Assignment {
    this.assignments.set(kept.assignment.id, { ...kept, changed: ++this.changes })
    return kept.assignment
  }

  call(id: string): Call | undefined {
    return this.calls.get(id)?.call
  }

  /** A request that nobody waits for any more. */
  receive(request: SyncRequest): void {
    this.sync(request)
  }

  private sync(request: SyncRequest): SyncResponse {
    const results = request.mutations.map((mutation) => this.settle(request, mutation))
    const serverTime = new Date(this.now).toISOString()
    if (this.mustRefetchOnce) {
      this.mustRefetchOnce = false
      return { results, changes: nothing, cursor: '', more: true, serverTime, mustRefetch: true }
    }
    const since = Number(request.cursor ?? 0)
    const all = [...this.calls.values(), ...this.assignments.values()]
    const news = all.filter(({ changed }) => changed > since).sort((a, b) => a.changed - b.changed)
    const page = news.slice(0, this.pageSize)
    const cursor = String(page.at(-1)?.changed ?? since)
    return {
      results,
      changes: {
        calls: page.flatMap((kept) => ('call' in kept ? [kept.call] : [])),
        assignments: page.flatMap((kept) => ('assignment' in kept ? [kept.assignment] : [])),
        target: null,
        read: [],
        announcements: this.announcements,
        inbox: this.inbox,
        settingsVersion: this.settingsVersion,
      },
      cursor,
      more: news.length > page.length,
      serverTime,
      mustRefetch: false,
    }
  }

  private settle(request: SyncRequest, mutation: Mutation): MutationResult {
    const verdict = this.judge(mutation)
    if (verdict) return { mutationId: mutation.mutationId, ...verdict }
    if (mutation.kind === 'read') return this.read(request, mutation.mutationId, mutation.id)
    if (mutation.kind === 'assignment') {
      const { result, kept } = takeAssignment(this.assignments.get(mutation.id), mutation, this.sender(request))
      if (kept) {
        this.applied.push(mutation)
        this.keepAssignment(kept)
      }
      return result
    }
    const known = this.calls.get(mutation.kind === 'create' ? mutation.call.id : mutation.id)
    const { result, kept } = take(known, mutation, this.sender(request))
    if (kept) {
      this.applied.push(mutation)
      this.keep(kept)
    }
    return result
  }

  private read({ employeeId }: SyncRequest, mutationId: string, id: string): MutationResult {
    if (!this.announcements.some((announcement) => announcement.id === id))
      return { mutationId, status: 'rejected', problem: { code: 'announcement-not-found', detail: '' } }
    const readers = this.readers.get(id) ?? new Set()
    this.readers.set(id, readers)
    const status = readers.has(employeeId) ? 'duplicate' : 'applied'
    readers.add(employeeId)
    return { mutationId, status }
  }

  private sender = (request: SyncRequest) => ({ ...request, now: new Date(this.now).toISOString(), privacy: this.privacy })
}
