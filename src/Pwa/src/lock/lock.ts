import { signal } from '@preact/signals'
import { type Ended, recall, remember, revise } from '../session/remembered'
import { idleFor, isDue, type Moment } from './idle'

/** `ended`: only signing in opens it. */
export type LockEvent = { type: 'active' | 'locked' | 'unlocked'; employeeId: string; ended?: Ended }

export interface LockPorts {
  now: () => Required<Moment>
  /** Runs `work` after `ms`; the result cancels it. */
  after: (ms: number, work: () => void) => () => void
  /** To the other tabs. */
  tell: (event: LockEvent) => void
  /** Whether any tab does what must not be interrupted. */
  held: () => Promise<boolean>
  onError: (error: unknown) => void
}

/** How often activity goes to disk and to the other tabs, ms. The lock may come this much early after a restart. */
const coarse = 15_000

/**
 * Hides the account's data after inactivity, in all tabs at once, and remembers it over restarts. What it closes is the
 * gate of sync/reads.ts; nothing is encrypted.
 */
export class Lock {
  readonly locked = signal(false)
  /** Why nothing but signing in opens it. */
  readonly ended = signal<Ended | undefined>(undefined)
  private employeeId: string | undefined
  private minutes = 0
  private last: Moment = { wall: 0 }
  private noted = Number.NEGATIVE_INFINITY
  private cancelTimer = () => {}

  constructor(private readonly ports: LockPorts) {}

  /** Before anything of the account is shown. `proven`: the person has just signed in. */
  async arm(employeeId: string, minutes: number, proven: boolean): Promise<void> {
    this.employeeId = employeeId
    this.minutes = minutes
    if (proven) {
      this.ended.value = undefined
      return this.unlock(true)
    }
    const [record, activity] = await Promise.all([recall('lock'), recall('activity')])
    const known = record?.employeeId === employeeId
    const now = this.ports.now()
    this.last = { wall: (known ? activity : undefined) ?? now.wall }
    this.ended.value = known ? record.ended : undefined
    if (known && record.locked) this.locked.value = true
    else if (isDue(this.last, now, minutes) && !(await this.ports.held())) await this.lock()
    else {
      if (!known) await remember('lock', { employeeId, locked: false })
      this.note()
      this.schedule()
    }
  }

  /** Nobody is signed in any more. */
  disarm(): void {
    this.employeeId = undefined
    this.cancelTimer()
    this.locked.value = false
    this.ended.value = undefined
  }

  /** The organisation's setting; 0: never. What is locked stays so until it is unlocked. */
  setMinutes(minutes: number): void {
    if (minutes === this.minutes) return
    this.minutes = minutes
    this.schedule()
  }

  /** The person did something. */
  note(): void {
    const { employeeId } = this
    if (!employeeId || this.locked.value) return
    const now = this.ports.now()
    // After a sleep, the first touch comes before any timer: it must not keep open what ought to be locked by now.
    if (isDue(this.last, now, this.minutes)) return void this.check().catch(this.ports.onError)
    this.last = now
    if (now.steady - this.noted < coarse) return
    this.noted = now.steady
    this.ports.tell({ type: 'active', employeeId })
    remember('activity', now.wall).catch(this.ports.onError)
  }

  /** Locks if it is time. */
  async check(): Promise<void> {
    if (!this.employeeId || this.locked.value) return
    if (isDue(this.last, this.ports.now(), this.minutes)) {
      if (!(await this.ports.held())) return this.lock()
      this.last = this.ports.now()
    }
    this.schedule()
  }

  async lock(): Promise<void> {
    const { employeeId } = this
    if (!employeeId || this.ended.value) return
    this.cancelTimer()
    this.locked.value = true
    await remember('lock', { employeeId, locked: true })
    this.ports.tell({ type: 'locked', employeeId })
  }

  /** `proven`: by password, code or passkey; then a PIN may be tried again. */
  async unlock(proven: boolean): Promise<void> {
    const { employeeId } = this
    if (!employeeId || this.ended.value) return
    if (proven) await revise('pin', (pin) => pin && { ...pin, attempts: 0, notBefore: 0 })
    const now = this.ports.now()
    await remember('activity', now.wall)
    await remember('lock', { employeeId, locked: false })
    this.open(now)
    this.ports.tell({ type: 'unlocked', employeeId })
  }

  /** From another tab. */
  hear({ type, employeeId, ended }: LockEvent): void {
    if (employeeId !== this.employeeId) return
    if (type === 'locked') {
      this.cancelTimer()
      this.ended.value = ended
      this.locked.value = true
    } else if (type === 'unlocked') this.open(this.ports.now())
    else if (!this.locked.value) this.last = this.ports.now()
  }

  private open(now: Moment): void {
    this.last = now
    this.ended.value = undefined
    this.locked.value = false
    this.schedule()
  }

  private schedule(): void {
    this.cancelTimer()
    if (!this.employeeId || this.locked.value || this.minutes <= 0) return
    const left = this.minutes * 60_000 - idleFor(this.last, this.ports.now())
    this.cancelTimer = this.ports.after(Math.max(left, 1_000), () => void this.check().catch(this.ports.onError))
  }
}
