import type { Call, Mutation, MutationResult, SyncRequest, SyncResponse } from '../src/contract'
import type { Reply } from '../src/sync/ports'

type Verdict = Partial<MutationResult> & { status: MutationResult['status'] }

/** A small, faithful model of POST /api/sync, with faults on demand. */
export class FakeServer {
  readonly calls = new Map<string, { call: Call; changed: number }>()
  readonly requests: SyncRequest[] = []
  readonly bodies: string[] = []
  /** Every mutation id that was ever applied, with its bytes. */
  readonly applied = new Map<string, string>()
  now = Date.parse('2026-11-22T12:00:00.000Z')
  pageSize = 500
  /** Answers the next requests, in order; undefined lets one through. */
  faults: (((body: SyncRequest) => Reply | 'lost-reply' | 'no-answer') | undefined)[] = []
  /** Asked for each mutation that would otherwise be applied. */
  judge: (mutation: Mutation) => Verdict | undefined = () => undefined
  mustRefetchOnce = false
  private changes = 0

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

  store(call: Call): Call {
    this.calls.set(call.id, { call, changed: ++this.changes })
    return call
  }

  /** Somebody else changes a call. */
  changeElsewhere(id: string, changes: Partial<Call>): Call {
    const known = this.calls.get(id)?.call
    if (!known) throw new Error(`No call ${id}`)
    return this.store({ ...known, ...changes, version: known.version + 1 })
  }

  call(id: string): Call | undefined {
    return this.calls.get(id)?.call
  }

  private sync(request: SyncRequest): SyncResponse {
    const results = request.mutations.map((mutation) => this.settle(request, mutation))
    const serverTime = new Date(this.now).toISOString()
    if (this.mustRefetchOnce) {
      this.mustRefetchOnce = false
      return { results, changes: { calls: [], target: null }, cursor: '', more: true, serverTime, mustRefetch: true }
    }
    const since = Number(request.cursor ?? 0)
    const news = [...this.calls.values()].filter(({ changed }) => changed > since).sort((a, b) => a.changed - b.changed)
    const page = news.slice(0, this.pageSize)
    const cursor = String(page.at(-1)?.changed ?? since)
    return {
      results,
      changes: { calls: page.map(({ call }) => call), target: null },
      cursor,
      more: news.length > page.length,
      serverTime,
    }
  }

  private settle(request: SyncRequest, mutation: Mutation): MutationResult {
    const { mutationId } = mutation
    const id = mutation.kind === 'create' ? mutation.call.id : mutation.id
    const known = this.call(id)
    const before = this.applied.get(mutationId)
    if (before !== undefined) {
      if (before === JSON.stringify(mutation)) return { mutationId, status: 'duplicate', ...(known && { call: known }) }
      return { mutationId, status: 'rejected', problem: { code: 'mutation-reused', detail: '' } }
    }
    const verdict = this.judge(mutation)
    if (verdict) return { mutationId, ...verdict }
    if (mutation.kind !== 'create' && !known) {
      return { mutationId, status: 'rejected', problem: { code: 'call-not-found', detail: '' } }
    }
    this.applied.set(mutationId, JSON.stringify(mutation))
    const now = new Date(this.now).toISOString()
    if (mutation.kind === 'create') {
      if (known) return { mutationId, status: 'duplicate', call: known, problem: { code: 'call-exists', detail: '' } }
      const stamped = { employeeId: request.employeeId, syncedAt: now, updatedAt: now, version: 1, deleted: false }
      return { mutationId, status: 'applied', call: this.store({ ...mutation.call, ...stamped }) }
    }
    const changes = mutation.kind === 'delete' ? { deleted: true } : mutation.changes
    const stale = mutation.baseVersion !== known?.version
    const call = this.store({ ...(known as Call), ...changes, updatedAt: now, version: (known?.version ?? 0) + 1 })
    return { mutationId, status: stale ? 'merged' : 'applied', call }
  }
}
