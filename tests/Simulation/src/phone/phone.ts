import { IDBFactory } from 'fake-indexeddb'
import type { SyncRequest, SyncResponse } from '../../../../src/Pwa/src/contract'
import { uuidv7 } from '../../../../src/Pwa/src/lib/uuid'
import { type AccountDb, accountDbName, getMeta, openAccountDb } from '../../../../src/Pwa/src/sync/db'
import type { StoredAssignment, StoredCall, StoredEntry, StoredErrand } from '../../../../src/Pwa/src/sync/model'
import type { Author } from '../../../../src/Pwa/src/sync/outbox'
import type { SyncPorts } from '../../../../src/Pwa/src/sync/ports'
import type { Planted } from '../bugs/planted'
import type { Ledger } from '../check/ledger'
import type { Cloud } from '../cloud/cloud'
import type { Person } from '../cloud/person'
import type { Random } from '../random'
import type { Trace } from '../trace'
import { PhoneClock, type World } from './clock'
import { abort } from './indexedDb'
import { Locks } from './locks'
import { Network, type networkFaults } from './network'
import { Tab } from './tab'

export interface Surroundings {
  world: World
  cloud: Cloud
  ledger: Ledger
  trace: Trace
  planted: Planted
  networkFaults?: Partial<Record<keyof typeof networkFaults, number>>
}

/** Ends the app, or undoes a transaction, some steps from now. */
interface Fuse {
  kind: 'killed' | 'storage aborted' | 'storage full'
  steps: number
}

/** A simulated phone: the app's own sync code on its own database, clock and network. */
export class Phone {
  readonly storage = new IDBFactory()
  readonly clock: PhoneClock
  readonly network: Network
  readonly locks = new Locks(() => this.changed())
  readonly jitter: Random
  readonly planted: Planted
  /** What went wrong without a fault having caused it. */
  readonly errors: string[] = []
  online = true
  tabs: Tab[] = []
  private fuse: Fuse | undefined
  /** Failures that a fault explains. */
  private excused = 0
  private waiters: (() => void)[] = []
  private onDeath = () => {}
  private readonly sending = new Set<Tab>()
  private observing: Promise<AccountDb> | undefined

  constructor(
    readonly name: string,
    readonly person: Person,
    private readonly around: Surroundings,
    readonly random: Random,
    skew: number,
  ) {
    this.planted = around.planted
    this.clock = new PhoneClock(around.world, skew)
    this.jitter = random.fork('jitter')
    this.network = new Network(name, around.cloud, around.world, random.fork('network'), around.trace, around.networkFaults)
    this.ids = random.fork('ids')
  }

  private readonly ids: Random

  readonly newId = (): string => uuidv7(this.clock.now(), this.ids.bytes)

  get author(): Author {
    return { employeeId: this.person.id, now: this.clock.now, newId: this.newId }
  }

  /** The database as the page in front uses it. */
  get db(): AccountDb {
    const [tab] = this.tabs
    if (!tab) throw new Error(`${this.name} has no page open`)
    return tab.db
  }

  async openTab(): Promise<Tab> {
    const tab = await Tab.open(this)
    this.tabs.push(tab)
    return tab
  }

  closeTab(tab: Tab): void {
    tab.kill()
    this.tabs = this.tabs.filter((other) => other !== tab)
    this.changed()
  }

  /** The system ends the app: everything at once, anywhere. */
  die(): void {
    for (const tab of this.tabs) tab.kill()
    this.tabs = []
    this.fuse = undefined
    this.network.forget()
    this.onDeath()
    this.changed()
  }

  /** Opens the app again if it was ended. */
  async revive(): Promise<void> {
    if (this.tabs.length === 0) await this.openTab()
  }

  light(kind: Fuse['kind'], steps: number): void {
    this.fuse = { kind, steps }
  }

  extinguish(): void {
    this.fuse = undefined
  }

  /** One await of the app passes. */
  step(transaction?: IDBTransaction, type?: string): void {
    const { fuse } = this
    if (!fuse || --fuse.steps > 0) return
    if (fuse.kind === 'killed') {
      this.around.trace.fault(this.name, 'killed', { at: type ?? 'network' })
      this.die()
    } else if (transaction?.mode === 'readwrite' && type === 'success') {
      this.fuse = undefined
      this.excused++
      this.around.trace.fault(this.name, fuse.kind)
      abort(transaction, fuse.kind === 'storage full' ? 'QuotaExceededError' : 'UnknownError')
    }
  }

  /** An operation or a run ended with an error: fine once for each aborted transaction. */
  failed = (error: unknown): void => {
    if (this.excused > 0) this.excused--
    else this.errors.push(`${this.name}: ${error instanceof Error ? error.stack : error}`)
  }

  changed(): void {
    const waiters = this.waiters
    this.waiters = []
    for (const wake of waiters) wake()
  }

  /** Until every page waits for a message, a lock or time. */
  async rest(): Promise<void> {
    while (!this.tabs.every((tab) => tab.rests)) {
      await new Promise<void>((wake) => {
        this.waiters.push(wake)
      })
    }
  }

  /** Does something that the app may not survive: `died` if it did not, `failed` if storage failed. */
  async attempt(work: () => Promise<unknown>): Promise<'done' | 'failed' | 'died'> {
    const [tab] = this.tabs
    // What was under way beside the person may have ended the app a moment ago.
    if (!tab) return 'died'
    const outcome = work().then(
      () => 'done' as const,
      (error) => {
        if (tab.dead) return 'died' as const
        this.failed(error)
        return 'failed' as const
      },
    )
    const died = new Promise<'died'>((resolve) => {
      this.onDeath = () => resolve('died')
    })
    return Promise.race([outcome, died])
  }

  /** What the app itself says and hears, whatever a planted bug makes of it on the way. */
  recorded(tab: Tab, send: SyncPorts['send']): SyncPorts['send'] {
    return async (body, token) => {
      const request = JSON.parse(body) as SyncRequest
      this.around.ledger.sent(this.name, request)
      if ([...this.sending].some((other) => !other.dead)) this.errors.push(`${this.name} flushes in two tabs at once`)
      this.sending.add(tab)
      const reply = await send(body, token).finally(() => this.sending.delete(tab))
      const response = reply.body as SyncResponse | undefined
      if (reply.status === 200 && Array.isArray(response?.results)) this.around.ledger.answered(this.name, request, response)
      return reply
    }
  }

  /** What is stored, seen from outside the app: no await of the app. */
  records = async (): Promise<StoredCall[]> => (await this.observer()).getAll('calls')

  outbox = async (): Promise<StoredEntry[]> => (await (await this.observer()).getAll('outbox')) as StoredEntry[]

  assignments = async (): Promise<StoredAssignment[]> => (await this.observer()).getAll('assignments')

  errands = async (): Promise<StoredErrand[]> => (await (await this.observer()).getAll('errands')) as StoredErrand[]

  /** The newest start of the confirmed calls that left the phone because it was full; undefined: none did. */
  evictedUntil = async (): Promise<string | undefined> => getMeta(await this.observer(), 'evictedUntil')

  private observer(): Promise<AccountDb> {
    if (!this.observing) {
      globalThis.indexedDB = this.storage
      this.observing = openAccountDb(accountDbName(this.person.id))
    }
    return this.observing
  }
}
