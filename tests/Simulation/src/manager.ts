import type { AssignmentDraft, AssignmentPage, Call } from '../../../src/Pwa/src/contract'
import type { Ledger } from './check/ledger'
import type { Cloud } from './cloud/cloud'
import type { Person } from './cloud/person'
import type { Operations } from './operations'
import type { Phone } from './phone/phone'
import type { Random } from './random'
import type { Trace } from './trace'

interface Surroundings {
  cloud: Cloud
  ledger: Ledger
  trace: Trace
  operations: Operations
}

/** What a manager does meanwhile, through the API. */
export class Manager {
  constructor(
    private readonly person: Person,
    private readonly around: Surroundings,
    private readonly random: Random,
  ) {}

  /** Assigns something to the phone's person, changes what is assigned, or takes it back. */
  async assign({ person, newId }: Phone): Promise<void> {
    const [at, note] = [this.random.next(), `note ${this.random.int(1_000_000)}`]
    const token = await this.person.accessToken()
    const path = `/assignments?employeeId=${person.id}&limit=200`
    const listed = await this.around.cloud.api('GET', path, undefined, token)
    const open = listed.status === 200 ? (listed.body as AssignmentPage).assignments : []
    const known = open[Math.floor(open.length * 2 * at)]
    if (known) {
      const changes = { ...known, note, deleted: at > 0.4 }
      const put = `/assignments/${known.id}?employeeId=${person.id}`
      const { status } = await this.around.cloud.api('PUT', put, JSON.stringify(changes), token)
      return this.around.trace.add('manager', `assignment ${status}`, { id: known.id, deleted: changes.deleted })
    }
    const draft: AssignmentDraft = {
      id: newId(),
      employeeId: person.id,
      contactName: null,
      contactPhone: '+442079460000',
      note,
      dueDay: null,
      dueAt: null,
    }
    const { status } = await this.around.cloud.api('POST', '/assignments', JSON.stringify({ assignments: [draft] }), token)
    this.around.trace.add('manager', `assign ${status}`, { id: draft.id })
  }

  /** Corrects one of the phone's calls through the API. */
  async correct(phone: Phone): Promise<void> {
    const at = this.random.next()
    const changes = this.around.operations.changes({ random: this.random, name: 'manager' })
    const known = (await phone.records()).filter(({ server }) => server && !server.deleted)
    const { id } = known[Math.floor(known.length * at)] ?? {}
    if (!id) return
    const token = await this.person.accessToken()
    const path = `/calls/${id}?employeeId=${phone.person.id}`
    const seen = await this.around.cloud.api('GET', path, undefined, token)
    if (seen.status !== 200) return
    const write = this.around.ledger.write(id, { by: 'manager', kind: 'edit', fields: changes, certain: false })
    const { status } = await this.around.cloud.api('PUT', path, JSON.stringify({ ...(seen.body as Call), ...changes }), token)
    this.around.trace.add('manager', `edit ${status}`, { id, ...changes })
    if (status === 200) write.certain = true
    else if (status < 500) this.around.ledger.retract(id, write)
    if (status === 200) this.around.ledger.calls.get(id)?.acknowledged.push({ kind: 'update', fields: changes })
  }
}
