import type {
  Announcement,
  AnnouncementDraft,
  Assignment,
  AssignmentDraft,
  AssignmentResult,
  AssignmentUpdate,
  Employee,
  Mutation,
  MutationResult,
  TargetPlan,
  TargetUpdate,
} from '../src/contract'
import { addDays, dayOf } from '../src/lib/days'
import { freshAssignment, type KeptAssignment, nextAssignment, takeAssignment } from './assignments'
import { zone } from './mockData'
import { problem, type Reply } from './mockReply'
import { demoAnnouncements, demoAssignments } from './mockTaskData'
import type { Sender } from './mutations'

/** What is to be done: assignments, targets, announcements. */
export class MockTasks {
  private readonly kept = new Map<string, KeptAssignment & { changed: number }>()
  private readonly announcements: Announcement[]
  private readonly readers = new Map<string, Set<string>>()
  private targets: TargetPlan[]
  private changes = 0

  constructor(private readonly employees: readonly Employee[]) {
    for (const assignment of demoAssignments(employees)) this.keep(freshAssignment(assignment))
    this.announcements = demoAnnouncements(employees)
    for (const { id } of this.announcements) this.readers.set(id, new Set())
    const today = dayOf(Date.now(), zone)
    this.targets = [{ employeeId: null, entries: [{ from: addDays(today, -30), calls: 20 }], version: 1 }]
    const second = employees[1]
    if (second) this.targets.push({ employeeId: second.id, entries: [{ from: addDays(today, -9), calls: 8 }], version: 1 })
  }

  handle(method: string, url: URL, body: unknown, caller: Employee): Reply | undefined {
    const [, area, id] = url.pathname.replace('/api', '').split('/')
    const manages = caller.role === 'manager'
    if (area === 'assignments' && method === 'GET') return this.list(url.searchParams, caller)
    if (area === 'assignments' && method === 'POST') {
      const { assignments } = body as { assignments: AssignmentDraft[] }
      return { status: 200, body: { results: assignments.map((draft) => this.create(draft, caller)) } }
    }
    if (area === 'assignments') return this.update(id ?? '', body as AssignmentUpdate)
    if (area === 'targets' && method === 'GET') {
      const [organisation, ...employees] = this.targets
      return { status: 200, body: { day: dayOf(Date.now(), zone), organisation, employees } }
    }
    if (area === 'targets') return manages ? this.setTarget(body as TargetUpdate) : problem(403, 'forbidden')
    if (area === 'announcements' && method === 'GET')
      return { status: 200, body: { announcements: this.told(caller), cursor: null } }
    if (area === 'announcements') return manages ? this.announce(body as AnnouncementDraft, caller) : problem(403, 'forbidden')
    return undefined
  }

  target(employeeId: string): { calls: number } | null {
    const today = dayOf(Date.now(), zone)
    const on = (plan: TargetPlan | undefined) => plan?.entries.filter(({ from }) => from <= today).at(-1)?.calls
    const calls = on(this.targets.find((plan) => plan.employeeId === employeeId)) ?? on(this.targets[0])
    return calls ? { calls } : null
  }

  take(mutation: Mutation, sender: Sender): MutationResult | undefined {
    const { mutationId, kind } = mutation
    if (kind === 'read') {
      this.readers.get(mutation.id)?.add(sender.employeeId)
      return { mutationId, status: 'applied' }
    }
    if (kind !== 'assignment') return undefined
    const { result, kept } = takeAssignment(this.kept.get(mutation.id), mutation, sender)
    if (kept) this.keep(kept)
    return result
  }

  changesFor(caller: Employee, since: number): { assignments: Assignment[]; announcements: Announcement[]; changed: number } {
    const mine = [...this.kept.values()].filter(
      ({ assignment, changed }) => assignment.employeeId === caller.id && changed > since,
    )
    const changed = Math.max(since, ...mine.map((each) => each.changed))
    return { assignments: mine.map(({ assignment }) => assignment), announcements: this.told(caller), changed }
  }

  private keep(kept: KeptAssignment): Assignment {
    this.kept.set(kept.assignment.id, { ...kept, changed: ++this.changes })
    return kept.assignment
  }

  private list(query: URLSearchParams, caller: Employee): Reply {
    const wanted = query.get('state') || 'open'
    const owner = caller.role === 'manager' ? query.get('employeeId') : caller.id
    const day = ({ dueDay, updatedAt }: Assignment) => (wanted === 'open' ? (dueDay ?? '9999-12-31') : dayOf(updatedAt, zone))
    const assignments = [...this.kept.values()]
      .map(({ assignment }) => assignment)
      .filter((each) => (each.deleted ? 'cancelled' : each.state) === wanted && (!owner || each.employeeId === owner))
      .filter(
        (each) =>
          (!query.get('from') || day(each) >= (query.get('from') ?? '')) &&
          (!query.get('to') || day(each) <= (query.get('to') ?? '')),
      )
      .sort((a, b) => (wanted === 'open' ? day(a).localeCompare(day(b)) : b.updatedAt.localeCompare(a.updatedAt)))
    const start = Number(query.get('cursor') ?? 0)
    const limit = Number(query.get('limit') ?? 50)
    const cursor = start + limit < assignments.length ? String(start + limit) : null
    return { status: 200, body: { assignments: assignments.slice(start, start + limit), cursor } }
  }

  private create(draft: AssignmentDraft, caller: Employee): AssignmentResult {
    const { id } = draft
    const known = this.kept.get(id)
    if (known) return { id, status: 'exists', assignment: known.assignment }
    if (!this.employees.some((employee) => employee.id === draft.employeeId && employee.status !== 'disabled'))
      return { id, status: 'rejected', problem: { code: 'employee-not-found', detail: 'Nobody active has this id.' } }
    if (draft.contactName?.startsWith('Refuse'))
      return {
        id,
        status: 'rejected',
        problem: { code: 'invalid-request', detail: 'Not valid.', errors: { contactPhone: ['No.'] } },
      }
    const now = new Date().toISOString()
    const rest = {
      state: 'open' as const,
      closedAt: null,
      followUpAt: null,
      remindAt: null,
      callIds: [],
      version: 1,
      deleted: false,
    }
    const { contactName = null, note = null, dueAt = null } = draft
    const dueDay = dueAt ? dayOf(dueAt, zone) : (draft.dueDay ?? null)
    const assignment = {
      ...draft,
      contactName,
      note,
      dueAt,
      ...rest,
      dueDay,
      assignedBy: caller.id,
      createdAt: now,
      updatedAt: now,
    }
    return { id, status: 'created', assignment: this.keep(freshAssignment(assignment)) }
  }

  private update(id: string, update: AssignmentUpdate): Reply {
    const known = this.kept.get(id)
    if (!known) return problem(404, 'not-found')
    const { version, ...changes } = update
    if (version !== known.assignment.version) return problem(409, 'version-conflict', '', { assignment: known.assignment })
    return { status: 200, body: this.keep(nextAssignment(known, { ...known.assignment, ...changes }, new Date().toISOString())) }
  }

  private setTarget({ employeeId = null, version, entries }: TargetUpdate): Reply {
    const known = this.targets.find((plan) => plan.employeeId === employeeId) ?? { employeeId, entries: [], version: 0 }
    if (version !== known.version) return problem(409, 'version-conflict', '', { target: known })
    const next = { employeeId, entries: [...entries].sort((a, b) => a.from.localeCompare(b.from)), version: version + 1 }
    this.targets = [...this.targets.filter((plan) => plan.employeeId !== employeeId), next]
    this.targets.sort((a, b) => (a.employeeId ?? '').localeCompare(b.employeeId ?? ''))
    return { status: 200, body: next }
  }

  private announce({ id, title, body, team = null }: AnnouncementDraft, caller: Employee): Reply {
    const known = this.announcements.find((each) => each.id === id)
    if (known) return { status: 200, body: known }
    const at = new Date().toISOString()
    const made: Announcement = { id, title, body, team, authorId: caller.id, authorName: caller.name, at, readAt: null, reads: 0 }
    this.announcements.unshift(made)
    this.readers.set(id, new Set())
    return { status: 201, body: made }
  }

  private told({ id, role, team }: Employee): Announcement[] {
    return this.announcements
      .filter((each) => role === 'manager' || each.team === null || each.team === team)
      .map((each) => {
        const readers = this.readers.get(each.id)
        const read = readers?.has(id) ? each.at : null
        return role === 'manager'
          ? { ...each, reads: (each.reads ?? 0) + (readers?.size ?? 0), readAt: read }
          : { ...each, readAt: read }
      })
  }
}
