import type { AuditRecord, Call, CallChange, Contact, Employee, PersonPresence } from '../src/contract'
import { zone } from './mockData'
import { problem, type Reply } from './mockReply'

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()

/** What a manager's desk asks for beside the lists: a call and its history, contacts, the audit trail, who is there, exports. */
export class MockDesk {
  private readonly audit: AuditRecord[] = []
  private readonly exports = new Map<string, number>()

  constructor(
    private readonly employees: Employee[],
    private readonly all: () => Call[],
  ) {
    const [first, second] = employees
    for (let i = 0; i < 140; i++) {
      const call = this.all()[i * 3]
      if (!call || !first || !second) break
      const actions = ['call-viewed', 'recording-played', 'call-changed', 'contact-viewed', 'calls-exported', 'role-changed']
      const action = actions[i % actions.length] as string
      const about = { employeeId: call.employeeId, callId: call.id }
      const details: Record<string, Record<string, string>> = {
        'call-changed': { ...about, fields: 'notes, outcome', version: '2' },
        'contact-viewed': { contact: '…0123' },
        'calls-exported': { from: '2026-11-01', to: '2026-11-30', filters: 'status' },
        'role-changed': { employeeId: second.id, role: 'employee → manager' },
      }
      this.audit.push({ id: crypto.randomUUID(), at: ago(i * 37), by: first.id, action, details: details[action] ?? about })
    }
  }

  /** Undefined: another part's. */
  handle(method: string, path: string, query: URLSearchParams, caller: Employee): Reply | undefined {
    if (method !== 'GET') return undefined
    const [, what, id, more] = path.split('/')
    if (what === 'calls' && id) return this.call(id, more, caller)
    if (what === 'contacts' && id) return this.contact(decodeURIComponent(id), caller)
    if (path === '/audit') return this.trail(query)
    if (path === '/presence') return { status: 200, body: { people: this.people() } }
    if (path === '/reports/calls.csv') {
      const job = query.get('id') ?? crypto.randomUUID()
      if (!this.exports.has(job)) this.exports.set(job, 0)
      return { status: 202, body: { id: job, state: 'running', rows: 0, url: null, expiresAt: null } }
    }
    if (what === 'reports' && id) return this.report(id)
    return undefined
  }

  private note(caller: Employee, action: string, details: Record<string, string>): void {
    this.audit.unshift({ id: crypto.randomUUID(), at: new Date().toISOString(), by: caller.id, action, details })
  }

  private call(id: string, more: string | undefined, caller: Employee): Reply {
    const call = this.all().find((each) => each.id === id)
    if (!call || call.deleted) return problem(404, 'not-found')
    if (more === 'history') return { status: 200, body: { changes: this.changes(call), earlier: false } }
    if (more) return problem(404, 'not-found')
    this.note(caller, 'call-viewed', { employeeId: call.employeeId, callId: id })
    return { status: 200, body: call }
  }

  private changes(call: Call): CallChange[] {
    const made: CallChange = { version: 1, at: call.syncedAt || call.createdAt, by: call.employeeId, fields: [] }
    const edit: CallChange = {
      version: 2,
      at: ago(30),
      by: this.employees[0]?.id ?? '',
      fields: [
        { field: 'outcome', before: null, after: call.outcome ?? 'Call back' },
        { field: 'notes', before: 'Asked for a call', after: call.notes ?? 'Asked for a call back on Monday' },
        { field: 'duration', before: 60, after: call.duration },
      ],
    }
    return call.version > 1 || call.id.charCodeAt(35) % 2 === 0 ? [edit, made] : [made]
  }

  private contact(phone: string, caller: Employee): Reply {
    const calls = this.all().filter((call) => call.contactPhone === phone && !call.deleted && !call.private)
    const [last] = calls
    const first = calls.at(-1)
    if (!last || !first) return problem(404, 'not-found')
    this.note(caller, 'contact-viewed', { contact: `…${phone.slice(-4)}` })
    const names = [...new Set(calls.map(({ contactName }) => contactName))].filter((name) => name !== null)
    const answered = calls.filter(({ status }) => status === 'completed')
    const body: Contact = {
      phone,
      name: names[0] ?? null,
      names,
      figures: {
        calls: calls.length,
        completed: answered.length,
        missed: calls.filter(({ status }) => status === 'missed').length,
        talkSeconds: answered.reduce((sum, { duration }) => sum + duration, 0),
        firstAt: first.startedAt,
        lastAt: last.startedAt,
        complete: true,
      },
      calls: calls.slice(0, 11),
      cursor: null,
    }
    return { status: 200, body }
  }

  private trail(query: URLSearchParams): Reply {
    const month = query.get('month') ?? new Date().toISOString().slice(0, 7)
    const [action, person] = [query.get('action'), query.get('person')]
    const fits = this.audit.filter(
      (entry) =>
        entry.at.startsWith(month) &&
        (!action || entry.action === action) &&
        (!person || entry.by === person || entry.details.employeeId === person),
    )
    const start = Number(query.get('cursor') ?? 0)
    const limit = Number(query.get('limit') ?? 50)
    const end = start + limit
    return {
      status: 200,
      body: { month, entries: fits.slice(start, end), cursor: end < fits.length ? String(end) : null },
    }
  }

  private people(): PersonPresence[] {
    return this.employees
      .filter(({ status }) => status === 'active')
      .map(({ id, name }, i) => ({
        employeeId: id,
        name,
        state: i % 5 === 1 ? 'on-call' : i % 3 === 0 ? 'offline' : 'online',
        onCallSince: i % 5 === 1 ? ago(3 + i) : null,
        lastSeenAt: i === 6 ? null : i % 3 === 0 ? ago(95 * (i + 1)) : ago(i),
        queued: i === 3 ? 4 : 0,
        oldestQueuedAt: i === 3 ? ago(200) : null,
      }))
  }

  /** Takes three questions. */
  private report(id: string): Reply {
    const asked = this.exports.get(id)
    if (asked === undefined) return problem(404, 'not-found')
    this.exports.set(id, asked + 1)
    const done = asked >= 2
    const csv = `data:text/csv;charset=utf-8,${encodeURIComponent(`"started","zone"\r\n"${ago(0)}","${zone}"\r\n`)}`
    return {
      status: 200,
      body: {
        id,
        state: done ? 'done' : 'running',
        rows: asked * 2_000,
        url: done ? csv : null,
        expiresAt: done ? ago(-5) : null,
      },
    }
  }
}
