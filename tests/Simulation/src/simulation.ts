import type { Call } from '../../../src/Pwa/src/contract'
import type { Planted } from './bugs/planted'
import { inventions, missingPromises } from './check/acknowledged'
import { assignmentDisagreements } from './check/assignments'
import { miscounts } from './check/counters'
import { Ledger } from './check/ledger'
import { disagreements, lostWrites, strangeRefusals, wrongStarts } from './check/phones'
import { type ServerCall, serverCalls } from './check/server'
import type { Cloud, Item } from './cloud/cloud'
import { Person } from './cloud/person'
import { Manager } from './manager'
import { Operations } from './operations'
import { World } from './phone/clock'
import type { networkFaults } from './phone/network'
import { Phone } from './phone/phone'
import { Random } from './random'
import { Trace } from './trace'

export interface Plan {
  seed: string
  phones: number
  /** Per phone. */
  operations: number
  planted: Planted
  /** How often what goes wrong on the network. */
  networkFaults?: Partial<Record<keyof typeof networkFaults, number>>
  /** The share of operations that are a manager's edits of a phone's calls. */
  managed?: number
}

export interface Report {
  violations: string[]
  trace: Trace
  requests: number
  calls: number
}

/** What people do with a phone beside their calls. */
const handling = ['sync', 'network', 'open tab', 'close tab', 'set clock', 'time passes']

/** What happens beside the operations on calls, by weight. */
const events = {
  sync: 12,
  network: 14,
  release: 16,
  'arrive late': 6,
  kill: 6,
  'abort storage': 5,
  'open tab': 4,
  'close tab': 3,
  'set clock': 3,
  'table fails': 1,
  'function dies': 0.1,
  'time passes': 3,
}

const minute = 60_000
const hour = 60 * minute
const longestSkew = 48 * hour
/** A healed phone must be done after this many tries, one every six minutes. */
const patience = 30

let started = 0

/** One seed: phones, their people, and everything that befalls them. */
export class Simulation {
  readonly world = new World()
  readonly ledger = new Ledger()
  readonly trace = new Trace()
  readonly phones: Phone[] = []
  /** After a restore, versions are counted anew and phones offer what others wrote. */
  wasRestored = false
  readonly operations = new Operations(this.ledger, this.trace, () => this.world.now)
  private readonly random: Random
  private readonly managing: Manager

  constructor(
    readonly cloud: Cloud,
    private readonly manager: Person,
    private readonly plan: Plan,
  ) {
    this.random = new Random(plan.seed)
    this.managing = new Manager(manager, this, this.random)
  }

  async run(): Promise<Report> {
    await this.start()
    const half = Math.ceil((this.plan.phones * this.plan.operations) / 2)
    await this.live(half)
    const violations = await this.check()
    if (violations.length > 0) return this.report(violations)
    await this.live(half)
    return this.report(await this.check())
  }

  /** A number of operations, of calls and of the phones, and what befalls them meanwhile. */
  async live(operations: number): Promise<void> {
    for (let done = 0; done < operations; ) {
      await this.operate()
      done++
      while (this.random.chance(0.3)) if (handling.includes(await this.event())) done++
    }
  }

  report(violations: string[]): Report {
    for (const violation of violations) this.trace.add('CHECK', violation)
    const requests = this.phones.reduce((sum, phone) => sum + phone.network.requests, 0)
    return { violations, trace: this.trace, requests, calls: this.ledger.calls.size }
  }

  /** Three of ten people have two phones. */
  async start(): Promise<void> {
    const { phones, seed } = this.plan
    const employees = Math.ceil(phones * 0.7)
    const run = `${Date.now().toString(36)}-${++started}`
    const people = await Promise.all(
      Array.from({ length: employees }, (_, i) => Person.hire(this.cloud, `${run}-${seed.replaceAll(/\W/g, '-')}-${i}`)),
    )
    for (let i = 0; i < phones; i++) await this.addPhone(people[i % employees] as Person)
  }

  async addPhone(person: Person): Promise<Phone> {
    const name = `phone-${this.phones.length}`
    const random = this.random.fork(name)
    const skew = random.chance(0.5) ? 0 : this.skew(random)
    const { networkFaults } = this.plan
    const around = { ...this, planted: this.plan.planted, ...(networkFaults && { networkFaults }) }
    const phone = new Phone(name, person, around, random, skew)
    await phone.openTab()
    this.phones.push(phone)
    this.trace.add(name, 'starts', { employee: person.id, skew })
    return phone
  }

  private skew(random: Random): number {
    return (random.chance(0.5) ? 1 : -1) * random.between(2 * minute, longestSkew)
  }

  /** One thing that a person does. */
  private async operate(): Promise<void> {
    const phone = this.random.pick(this.phones)
    const [byManager, saves] = [this.random.chance(this.plan.managed ?? 0.02), this.random.chance(0.03)]
    this.world.now += this.random.between(500, 20_000)
    await this.timePasses()
    await phone.revive()
    if (byManager) await (this.random.chance(0.5) ? this.managing.assign(phone) : this.managing.correct(phone))
    else await this.operations.perform(phone)
    await phone.revive()
    if (saves) await this.trigger(phone, 'save')
  }

  private async trigger(phone: Phone, why: 'save' | 'visible' | 'online' | 'asked'): Promise<void> {
    await phone.revive()
    for (const tab of phone.tabs) tab.request(why)
    await phone.rest()
  }

  /** Timers that are due run; messages that took too long are given up. */
  private async timePasses(): Promise<void> {
    for (const phone of this.phones) {
      phone.network.expire()
      for (const tab of phone.tabs) tab.fireTimers()
      await phone.rest()
    }
  }

  private async event(): Promise<string> {
    const phone = this.random.pick(this.phones)
    const kind = this.random.weighted(events)
    await this.happen(kind, phone, this.random.int(1_000))
    return kind
  }

  private async happen(kind: keyof typeof events, phone: Phone, parameter: number): Promise<void> {
    switch (kind) {
      case 'sync':
        return this.trigger(phone, 'visible')
      case 'network':
        phone.online = !phone.online
        this.trace.add(phone.name, phone.online ? 'online' : 'offline')
        return phone.online ? this.trigger(phone, 'online') : undefined
      case 'release':
        if (phone.network.holds > 0) phone.network.release(parameter)
        return phone.rest()
      case 'arrive late':
        await phone.network.deliverLate(parameter)
        return
      case 'kill':
        return phone.light('killed', 1 + (parameter % 60))
      case 'abort storage':
        return phone.light(parameter % 5 ? 'storage aborted' : 'storage full', 1 + (parameter % 40))
      case 'open tab':
        await phone.revive()
        if (phone.tabs.length < 2) await phone.openTab()
        return
      case 'close tab': {
        const [tab] = phone.tabs
        if (tab) phone.closeTab(tab)
        return phone.rest()
      }
      case 'set clock':
        if (phone.network.holds > 0) return
        phone.clock.set(this.skew(phone.random))
        return this.trace.fault(phone.name, 'clock set', { skew: phone.clock.skew })
      case 'table fails':
        return this.tableFails(phone, parameter)
      case 'function dies':
        return this.functionDies(phone, parameter)
      case 'time passes':
        this.world.now += [10 * minute, hour, 8 * hour][parameter % 3] ?? hour
        return this.timePasses()
    }
  }

  private async tableFails({ name, person }: Phone, parameter: number): Promise<void> {
    const [status, skip, count] = [parameter % 2 ? 400 : 500, parameter % 7, 1 + (parameter % 5)]
    this.trace.fault(name, status === 400 ? 'table throttled' : 'table failed', { skip, count })
    await this.serverFault(person, { status, skip, count })
  }

  private async functionDies({ name, person }: Phone, parameter: number): Promise<void> {
    const [kill, skip] = [parameter % 2 ? 'before' : 'after', parameter % 9]
    this.trace.fault(name, `function killed ${kill} a call`, { skip })
    await this.serverFault(person, { kill, skip, count: 1 })
  }

  private serverFault(person: Person, fault: object): Promise<void> {
    return this.cloud.fault({ serviceErrors: { service: 'dynamodb', matching: `EMP#${person.id}`, ...fault } })
  }

  /** Everything works again; then phones, server and dashboard must agree. */
  async check(): Promise<string[]> {
    this.trace.add('CHECK', 'heals')
    const violations = await this.heal()
    const people = new Map(this.phones.map(({ person }) => [person.id, person]))
    const servers = await Promise.all(
      [...people.keys()].map(async (id) => {
        const items = await this.cloud.itemsOf(id)
        return { id, items, server: serverCalls(items, id) }
      }),
    )
    await this.cloud.caughtUp()
    const everybodys = servers.flatMap(({ server }) => [...server.values()].map(({ call }) => call))
    await Promise.all(
      servers.map(async ({ id, items, server }) => violations.push(...(await this.checkEmployee(id, items, server, everybodys)))),
    )
    if (!this.wasRestored) violations.push(...this.ledger.invented)
    violations.push(...strangeRefusals(this.ledger, this.wasRestored), ...this.phones.flatMap(({ errors }) => errors))
    for (const phone of this.phones) phone.network.faulty = true
    return violations
  }

  private async checkEmployee(
    employeeId: string,
    items: readonly Item[],
    server: Map<string, ServerCall>,
    everybodys: readonly Call[],
  ): Promise<string[]> {
    const phones = this.phones.filter(({ person }) => person.id === employeeId)
    const found = [
      ...missingPromises(this.ledger, employeeId, server, this.wasRestored),
      ...inventions(this.ledger, employeeId, server, this.wasRestored),
      ...wrongStarts(phones, this.ledger, server),
    ]
    for (const phone of phones) {
      found.push(...(await disagreements(phone, server, this.ledger)))
      found.push(...(await assignmentDisagreements(phone, items)))
      if (!this.wasRestored) found.push(...(await lostWrites(phone, this.ledger, server)))
    }
    return [...found, ...(await miscounts(this.cloud, this.manager, employeeId, server, everybodys))]
  }

  /** Faults end, what is on its way arrives, and phones sync until nothing waits. */
  async heal(): Promise<string[]> {
    for (const phone of this.phones) {
      phone.network.faulty = false
      phone.online = true
      phone.extinguish()
      await this.serverFault(phone.person, { count: 0 })
      while (phone.network.holds > 0) phone.network.release(0)
      await phone.rest()
      for (let late = phone.network.deliverLate(0); late; late = phone.network.deliverLate(0)) await late
    }
    let waiting = this.phones
    for (let round = 0; waiting.length > 0; round++) {
      if (round === patience) return waiting.map(({ name }) => `${name} does not get rid of what waits`)
      this.world.now += 6 * minute
      await this.timePasses()
      const still: Phone[] = []
      for (const phone of waiting) {
        await this.trigger(phone, 'online')
        if (await waits(phone)) still.push(phone)
      }
      waiting = still
    }
    // Once more, so that everybody hears of the last changes.
    for (const phone of this.phones) await this.trigger(phone, 'asked')
    return []
  }
}

/** Whether anything waits that no person has to decide about. */
async function waits(phone: Phone): Promise<boolean> {
  if ((await phone.errands()).some(({ state }) => state !== 'rejected')) return true
  const entries = await phone.outbox()
  const stuck = new Set(
    entries.filter((entry) => entry.kind === 'create' && entry.state === 'rejected').map(({ callId }) => callId),
  )
  return entries.some(({ callId, state }) => state !== 'rejected' && !stuck.has(callId))
}
