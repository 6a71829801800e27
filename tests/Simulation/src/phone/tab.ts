import { unwrap } from 'idb'
import { type AccountDb, accountDbName, openAccountDb } from '../../../../src/Pwa/src/sync/db'
import { createSyncEngine, type SyncEngine, type Trigger } from '../../../../src/Pwa/src/sync/engine'
import type { SyncPorts } from '../../../../src/Pwa/src/sync/ports'
import type { TabClock } from './clock'
import { type StorageWatcher, sever, watch } from './indexedDb'
import type { Phone } from './phone'

/** One page of the app on a phone: its own connection to the phone's database, its own engine. */
export class Tab implements StorageWatcher {
  dead = false
  private holding = 0
  private run: Promise<unknown> | undefined

  private constructor(
    private readonly phone: Phone,
    readonly db: AccountDb,
    private readonly clock: TabClock,
  ) {
    watch(unwrap(db), this)
    const ports = phone.planted.ports?.(this.ports(), phone) ?? this.ports()
    this.engine = createSyncEngine({ ...ports, send: phone.recorded(this, ports.send) })
  }

  readonly engine: SyncEngine

  static async open(phone: Phone): Promise<Tab> {
    globalThis.indexedDB = phone.storage
    return new Tab(phone, await openAccountDb(accountDbName(phone.person.id)), phone.clock.forTab())
  }

  /** Nothing happens here until a message arrives, a lock is free or time passes. */
  get rests(): boolean {
    return this.dead || !this.run || this.holding > 0 || this.phone.locks.isWaiting(this)
  }

  request(trigger: Trigger): void {
    this.engine.request(trigger)
    this.follow()
  }

  fireTimers(): void {
    if (this.dead) return
    this.clock.fire()
    this.follow()
  }

  onEvent = (transaction: IDBTransaction, type: string): void => this.phone.step(transaction, type)

  /** The page is closed or killed: its promises never settle, what it had not committed is undone, its lock is free. */
  kill(): void {
    this.dead = true
    this.engine.stop()
    sever(unwrap(this.db))
    this.phone.locks.release(this)
  }

  private follow(): void {
    const run = this.engine.running()
    if (!run || this.run === run) return
    this.run = run
    const end = () => {
      if (this.run === run) this.run = undefined
      this.phone.changed()
    }
    run.then(end, end)
  }

  private ports(): SyncPorts {
    const { phone } = this
    return {
      db: this.db,
      employeeId: phone.person.id,
      clock: this.clock,
      random: phone.jitter.next,
      newId: phone.newId,
      session: phone.person,
      send: async (body, token) => {
        phone.step()
        if (this.dead) return new Promise(() => {})
        const reply = await phone.network.send(body, token, (holding) => {
          this.holding += holding ? 1 : -1
          phone.changed()
        })
        phone.step()
        return this.dead ? new Promise(() => {}) : reply
      },
      exclusively: (work) => phone.locks.exclusively(this, work),
      online: () => phone.online,
      onChange: () => {},
      onStatus: () => {},
      onError: (error) => {
        if (!this.dead) phone.failed(error)
      },
    }
  }
}
