import type { IncomingHttpHeaders } from 'node:http'
import type { Call, Employee, MutationResult, SettingsUpdate, SyncRequest } from '../src/contract'
import { dayOf } from '../src/lib/days'
import { MockAuth } from './mockAuth'
import { demoCalls, demoEmployees, zone } from './mockData'
import { MockDesk } from './mockDesk'
import { MockDirectory } from './mockDirectory'
import { figuresOf } from './mockFigures'
import { MockNotices } from './mockNotices'
import { problem, type Reply } from './mockReply'
import { MockSettings } from './mockSettings'
import { MockTasks } from './mockTasks'
import { fresh, type Kept, take } from './mutations'

export class MockBackend {
  private readonly directory: MockDirectory
  readonly calls = new Map<string, Kept & { changed: number }>()
  private readonly auth: MockAuth
  private readonly settings = new MockSettings()
  private readonly tasks: MockTasks
  private readonly desk: MockDesk
  private readonly notices = new MockNotices()
  private changes = 0
  private readonly listeners = new Set<(calls: Call[]) => void>()

  /** `people`: how many more than usual, or `alone`: the manager and no calls. */
  constructor(people = process.env.MOCK_PEOPLE ?? '0') {
    this.directory = new MockDirectory(demoEmployees(people === 'alone' ? false : Number(people)))
    this.auth = new MockAuth(this.employees, (employee) => this.signedIn(employee))
    this.tasks = new MockTasks(this.employees)
    for (const call of demoCalls(this.employees)) this.keep(fresh(call))
    this.desk = new MockDesk(this.employees, () => this.newestFirst())
  }

  get employees(): Employee[] {
    return this.directory.employees
  }

  onCalls(listener: (calls: Call[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  handle(method: string, url: URL, body: unknown, headers: IncomingHttpHeaders): Reply {
    const path = url.pathname.replace('/api', '')
    const open = this.auth.handle(path, body ?? {}, headers)
    if (open) return open
    const caller = this.employees.find((employee) => headers.authorization === `Bearer ${employee.id}`)
    if (!caller) return { status: 401, body: { message: 'Unauthorized' } }
    if (path === '/me') return { status: 200, body: this.me(caller) }
    if (path.startsWith('/auth/passkeys')) return this.auth.handlePasskeys(method, path, body ?? {}, caller)
    if (/^\/(inbox|push|me\/settings)/.test(path)) return this.notices.handle(method, path, body)
    if (path === '/sync') return this.sync(caller, body as SyncRequest)
    if (path === '/settings' && method === 'GET') return { status: 200, body: this.settings.current }
    const task = this.tasks.handle(method, url, body, caller)
    if (task) return task
    if (caller.role !== 'manager') return problem(403, 'forbidden')
    if (path === '/settings') return this.settings.update(body as SettingsUpdate)
    if (path.startsWith('/employees')) return this.directory.handle(method, path, body)
    const asked = this.desk.handle(method, path, url.searchParams, caller)
    if (asked) return asked
    if (path === '/dashboard')
      return {
        status: 200,
        body: figuresOf(
          url.searchParams,
          [...this.calls.values()].map(({ call }) => call),
          this.employees,
        ),
      }
    if (path === '/calls' && method === 'GET') return { status: 200, body: this.page(url.searchParams) }
    if (path === '/realtime/ticket') return { status: 200, body: { ticket: 'mock', expiresIn: 30 } }
    return problem(404, 'not-found')
  }

  private signedIn(employee: Employee): Reply {
    return {
      status: 200,
      body: { accessToken: employee.id, expiresIn: 900, employee },
      headers: { 'set-cookie': `mock=${employee.id}; Path=/; HttpOnly; SameSite=Strict` },
    }
  }

  private me(employee: Employee) {
    return {
      employee,
      target: this.tasks.target(employee.id),
      progress: { day: dayOf(Date.now(), zone), calls: 0, completed: 0, talkSeconds: 0 },
      organisation: {
        name: 'OOAK',
        timeZone: zone,
        defaultCountry: 'GB',
        outcomes: this.settings.current.outcomes,
        lockMinutes: this.settings.current.lockMinutes,
        canMail: true,
        recording: this.settings.current.recording,
        privateCalls: this.settings.current.privateCalls,
        exclusionsVersion: this.settings.current.exclusionsVersion,
        version: this.settings.current.version,
      },
      notices: this.notices.settings,
      passkeys: this.auth.passkeys.get(employee.id) ?? [],
      serverTime: new Date().toISOString(),
    }
  }

  private keep(kept: Kept): void {
    this.calls.set(kept.call.id, { ...kept, changed: ++this.changes })
  }

  private sync(caller: Employee, { deviceId, mutations, cursor }: SyncRequest): Reply {
    const touched: Call[] = []
    const results = mutations.map((mutation): MutationResult => {
      const { mutationId } = mutation
      if (mutation.kind === 'create' && mutation.call.notes?.includes('refuse')) {
        const errors = { notes: ['Must not contain “refuse”.'] }
        return { mutationId, status: 'rejected', problem: { code: 'invalid-request', detail: 'Notes are not valid.', errors } }
      }
      const sender = { deviceId, employeeId: caller.id, now: new Date().toISOString() }
      const other = this.tasks.take(mutation, sender)
      if (other || mutation.kind === 'assignment' || mutation.kind === 'read') return other ?? { mutationId, status: 'retry' }
      const known = this.calls.get(mutation.kind === 'create' ? mutation.call.id : mutation.id)
      const { result, kept } = take(known, mutation, sender)
      if (kept) {
        this.keep(kept)
        touched.push(kept.call)
      }
      return result
    })
    if (touched.length > 0) for (const listener of this.listeners) listener(touched)
    const [since = 0, seen = 0] = (cursor ?? '0').split('.').map(Number)
    const { assignments, announcements, changed: told } = this.tasks.changesFor(caller, seen)
    const mine = [...this.calls.values()].filter(({ call, changed }) => call.employeeId === caller.id && changed > since)
    mine.sort((a, b) => a.changed - b.changed)
    const page = mine.slice(0, 500)
    return {
      status: 200,
      body: {
        results,
        changes: {
          calls: page.map(({ call }) => call),
          assignments,
          target: this.tasks.target(caller.id),
          announcements,
          inbox: this.notices.inbox,
          settingsVersion: this.settings.current.version,
        },
        cursor: `${page.at(-1)?.changed ?? since}.${told}`,
        more: mine.length > page.length,
        serverTime: new Date().toISOString(),
      },
    }
  }

  private newestFirst(): Call[] {
    return [...this.calls.values()].map(({ call }) => call).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  }

  private page(query: URLSearchParams) {
    const wanted = (call: Call) =>
      !call.deleted &&
      ['status', 'callType', 'employeeId', 'outcome'].every(
        (key) => !query.get(key) || call[key as 'status'] === query.get(key),
      ) &&
      (!query.get('phone') || call.contactPhone === query.get('phone')) &&
      (!query.get('from') || dayOf(call.startedAt, zone) >= (query.get('from') ?? '')) &&
      (!query.get('to') || dayOf(call.startedAt, zone) <= (query.get('to') ?? '')) &&
      `${call.contactName} ${call.contactPhone} ${call.notes}`.toLowerCase().includes((query.get('q') ?? '').toLowerCase())
    const calls = this.newestFirst().filter(wanted)
    const start = Number(query.get('cursor') ?? 0)
    const limit = Number(query.get('limit') ?? 50)
    return { calls: calls.slice(start, start + limit), cursor: start + limit < calls.length ? String(start + limit) : null }
  }
}
