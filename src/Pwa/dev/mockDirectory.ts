import type { Employee, EmployeeChanges, ImportResult, Invitation } from '../src/contract'
import { employee, invited } from './mockData'
import { problem, type Reply } from './mockReply'

/** The employees' endpoints. A name that starts with “Retry” fails once, one with “Refuse” always. */
export class MockDirectory {
  private readonly retried = new Set<string>()
  constructor(readonly employees: Employee[]) {}

  handle(method: string, path: string, body: unknown): Reply {
    const [, , id = '', action] = path.split('/')
    if (!id && method === 'GET') return { status: 200, body: { employees: this.employees, cursor: null } }
    if (!id) return this.invite(body as Invitation)
    if (id === 'import') {
      const { employees } = body as { employees: Invitation[] }
      if (employees.length > 25) return problem(400, 'invalid-request', 'At most 25 people.')
      return { status: 200, body: { results: employees.map((draft) => this.imported(draft)) } }
    }
    const found = this.employees.find((each) => each.id === id)
    if (!found) return problem(404, 'not-found')
    if (action === 'invite') return this.resend(found)
    return this.change(found, body as EmployeeChanges)
  }

  private invite(draft: Invitation): Reply {
    const known = this.byEmail(draft.email)
    if (known) return problem(409, 'email-taken', 'Somebody has this address.', { employee: known })
    if (this.phoneTaken(draft.phone)) return problem(409, 'phone-taken', 'Somebody has this number.')
    return { status: 201, body: this.add(draft) }
  }

  private imported(draft: Invitation): ImportResult {
    const { email, name } = draft
    const known = this.byEmail(email)
    if (known) return { email, status: 'exists', employee: known }
    if (name.startsWith('Retry') && !this.retried.has(email)) {
      this.retried.add(email)
      return { email, status: 'retry' }
    }
    if (name.startsWith('Refuse')) {
      const errors = { email: ['Mail to this address is not accepted.'] }
      return { email, status: 'rejected', problem: { code: 'invalid-request', detail: 'The address is not valid.', errors } }
    }
    if (this.phoneTaken(draft.phone)) return { email, status: 'rejected', problem: { code: 'phone-taken', detail: 'Taken.' } }
    return { email, status: 'invited', employee: this.add(draft) }
  }

  private resend(found: Employee): Reply {
    if (found.status !== 'invited') return problem(409, 'not-invited', 'Not invited.')
    return { status: 200, body: Object.assign(found, invited(0)) }
  }

  private change(found: Employee, changes: EmployeeChanges): Reply {
    const demoted = changes.role === 'employee' || changes.status === 'disabled'
    const managers = this.employees.filter(({ role, status }) => role === 'manager' && status === 'active')
    if (demoted && managers.length === 1 && managers[0] === found) return problem(409, 'last-manager', 'The last manager.')
    if (changes.phone && changes.phone !== found.phone && this.phoneTaken(changes.phone))
      return problem(409, 'phone-taken', 'Somebody has this number.')
    const status = changes.status === 'active' && found.invitedAt ? 'invited' : changes.status
    return { status: 200, body: Object.assign(found, changes, status && { status }) }
  }

  private add({ name, email, phone = null, role, team = null }: Invitation): Employee {
    const made = { ...employee(name, email, role ?? 'employee'), phone, team, ...invited(0), createdAt: new Date().toISOString() }
    this.employees.push(made)
    return made
  }

  private byEmail(email: string): Employee | undefined {
    return this.employees.find((each) => each.email.toLowerCase() === email.toLowerCase())
  }

  private phoneTaken(phone: string | null | undefined): boolean {
    return Boolean(phone) && this.employees.some((each) => each.phone === phone)
  }
}
