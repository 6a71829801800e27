import { effect, signal } from '@preact/signals'
import { type Account, account, request } from '../app/account'
import { holdOpen } from '../app/lock'
import { signalOf } from './heard'
import { keepCall, keepLog, keepOpen, listenerLock } from './keep'
import { type Machine, machineAt, next, type Step } from './machine'
import type { Heard } from './messages'
import { type Microphone, openMicrophone } from './microphone'
import { microphonePermission, type Problem, problemOf } from './problems'
import type { Entry, Phase, Signal } from './signals'
import { ScreenWake } from './wake'

/** Live mode in a real page: its microphone, its clock, when it is hidden. What is shown of a call is on disk before. */

export type Listening = 'off' | 'starting' | 'on' | 'paused'

export const listening = signal<Listening>('off')
export const phase = signal<Phase>({ name: 'idle' })
export const problem = signal<Problem | undefined>(undefined)
/** dBFS and whether a voice is heard. */
export const sound = signal({ level: Number.NEGATIVE_INFINITY, speaking: false })
/** The system has taken the microphone. */
export const taken = signal(false)
/** What was just noticed, newest last. */
export const recentLog = signal<readonly Entry[]>([])
export const keepsScreenOn = signal(true)

/** ms between two looks at the clock, for what only needs time. */
const tick = 1_000
/** ms between two notes that a call still goes on. */
const checkpoint = 10_000
/** ms between two tries to get a lost microphone back. */
const retry = 5_000

const wake = new ScreenWake()
let running: Session | undefined

/** Needs a tap: browsers ask for the microphone, and start audio, only then. */
export async function start(): Promise<void> {
  const current = account.value
  if (!current || running) return
  problem.value = undefined
  if (!navigator.mediaDevices?.getUserMedia || !('AudioWorkletNode' in globalThis)) {
    problem.value = 'unsupported'
    return
  }
  const session = new Session(current)
  running = session
  await session.run().catch(async (error: unknown) => {
    problem.value = problemOf(error, await microphonePermission())
    if (problem.value === 'failed') reportError(error)
  })
}

export const stop = (): void => running?.end()
export const pause = (): void => running?.pause()
export const resume = (): Promise<void> => running?.resume() ?? Promise.resolve()
export const watch = (watched: boolean): void => running?.watch(watched)
/** A call begins, is over, or was none: says the person. */
export const tap = (what: 'start' | 'end' | 'discard'): void => running?.feed({ type: 'tap', what, at: Date.now() })

export function setKeepsScreenOn(on: boolean): void {
  keepsScreenOn.value = on
  void wake.want(on && listening.value === 'on').catch(reportError)
}

class Session {
  private machine: Machine = machineAt(Date.now())
  private microphone: Microphone | undefined
  private watched = false
  private isLost = false
  private tried = 0
  private noted = 0
  private clock = { audio: 0, at: Date.now() }
  private letGo: (() => void) | undefined
  private queue = Promise.resolve()
  private readonly over = new AbortController()
  private done = () => {}

  constructor(readonly current: Account) {}

  /** Resolves once the microphone is open; throws where it is not. */
  async run(): Promise<void> {
    listening.value = 'starting'
    const held = new Promise<void>((resolve) => {
      this.done = resolve
    })
    const got = await new Promise<boolean>((resolve, reject) => {
      navigator.locks
        .request(listenerLock(this.current.employee.id), { ifAvailable: true }, (lock) => {
          resolve(lock !== null)
          return lock ? held : undefined
        })
        .catch(reject)
    })
    if (!got) {
      problem.value = 'elsewhere'
      return this.end()
    }
    try {
      await this.open()
    } catch (error) {
      this.end()
      throw error
    }
    if (this.over.signal.aborted) return
    this.follow()
  }

  private async open(): Promise<void> {
    const microphone = await openMicrophone({
      heard: (heard) => this.hear(heard),
      muted: (muted) => this.system('muted', muted),
      interrupted: (interrupted) => this.system('interrupted', interrupted),
      ended: () => this.lose(),
    })
    if (this.over.signal.aborted) return microphone.close()
    this.microphone = microphone
    microphone.watch(this.watched)
    listening.value = 'on'
    await wake.want(keepsScreenOn.value)
  }

  private follow(): void {
    const { signal } = this.over
    const seen = () => {
      const hidden = document.visibilityState === 'hidden'
      this.feed({ type: 'visibility', hidden, at: Date.now() })
      if (hidden) return
      wake.renew().catch(reportError)
      this.tried = 0
    }
    document.addEventListener('visibilitychange', seen, { signal })
    const timer = setInterval(() => this.pass(), tick)
    signal.addEventListener('abort', () => clearInterval(timer))
  }

  private pass(): void {
    if (listening.value === 'on') this.feed({ type: 'time', at: Date.now() })
    if (this.isLost && document.visibilityState === 'visible') void this.regain()
  }

  private hear(heard: Heard): void {
    if (heard.kind === 'level') sound.value = heard
    this.feed(signalOf(heard, Date.now(), this.audio(heard)))
  }

  /** How far the audio thread is, s: a message about the past comes between two that tell. */
  private audio({ kind, at }: Heard): number {
    if (kind === 'level') this.clock = { audio: at, at: Date.now() }
    return Math.max(at, this.clock.audio + (Date.now() - this.clock.at) / 1_000)
  }

  private system(by: 'muted' | 'interrupted', taken: boolean): void {
    const at = Date.now()
    this.feed({ type: 'microphone', by, taken, at, since: at })
  }

  /** The system has ended the track: a call, or the microphone was pulled out. */
  private lose(): void {
    const at = Date.now()
    this.isLost = true
    this.tried = at
    this.feed({ type: 'microphone', by: 'ended', taken: true, at, since: at })
  }

  private async regain(): Promise<void> {
    const now = Date.now()
    if (now - this.tried < retry) return
    this.tried = now
    try {
      await this.microphone?.reopen()
    } catch (error) {
      const why = problemOf(error, await microphonePermission())
      // Another app, perhaps the call, still has it.
      if (why === 'busy' || why === 'missing') return
      problem.value = why
      return this.end()
    }
    this.isLost = false
    const at = Date.now()
    this.feed({ type: 'microphone', by: 'ended', taken: false, at, since: at })
  }

  feed(signal: Signal): void {
    const step = next(this.machine, signal)
    this.machine = step.machine
    taken.value = step.machine.taken.by.length > 0
    const { phase } = step.machine
    const due = phase.name === 'inCall' && step.machine.now - this.noted >= checkpoint
    if (step.log.length === 0 && !due) return
    this.noted = step.machine.now
    this.queue = this.queue.then(() => this.keep(step)).catch(reportError)
  }

  /** First on disk, then on the screen. */
  private async keep({ machine, calls, log }: Step): Promise<void> {
    const { current } = this
    // Logged out: the account's database is gone, and whoever comes next is in no call.
    if (account.peek() !== current) {
      phase.value = { name: 'idle' }
      return this.release()
    }
    const notes = [...log]
    for (const call of calls) {
      if (await keepCall(current, call)) continue
      notes.push({ at: call.end, signal: 'time', from: 'ended', to: 'ended', why: 'known' })
    }
    const open = machine.phase.name === 'inCall' ? machine.phase : undefined
    await keepOpen(current, open && { since: open.since, seen: machine.now, cause: open.cause })
    if (notes.length > 0) recentLog.value = await keepLog(current, notes)
    // Nobody is asked for a PIN in the middle of a call.
    if (open) this.letGo ??= holdOpen('live')
    else this.release()
    const toldOfCall = phase.value.name === 'inCall'
    phase.value = machine.phase
    // Managers see who is on a call.
    if (toldOfCall !== (open !== undefined)) request('save')
  }

  private release(): void {
    this.letGo?.()
    this.letGo = undefined
  }

  watch(watched: boolean): void {
    this.watched = watched
    this.microphone?.watch(watched)
  }

  pause(): void {
    if (listening.value !== 'on') return
    this.feed({ type: 'stop', at: Date.now() })
    this.closeMicrophone()
    listening.value = 'paused'
  }

  async resume(): Promise<void> {
    if (listening.value !== 'paused') return
    listening.value = 'starting'
    problem.value = undefined
    try {
      await this.open()
    } catch (error) {
      problem.value = problemOf(error, await microphonePermission())
      this.end()
    }
  }

  private closeMicrophone(): void {
    this.microphone?.close()
    this.microphone = undefined
    this.isLost = false
    taken.value = false
    sound.value = { level: Number.NEGATIVE_INFINITY, speaking: false }
    wake.want(false).catch(reportError)
  }

  end(): void {
    if (this.over.signal.aborted) return
    this.over.abort()
    if (this.microphone) this.feed({ type: 'stop', at: Date.now() })
    this.closeMicrophone()
    listening.value = 'off'
    if (running === this) running = undefined
    // Another page may listen once everything that was noticed here is on disk.
    this.queue.then(() => {
      this.release()
      this.done()
    })
  }
}

effect(() => {
  // Logged out, or somebody else has signed in. Read first: an effect follows only what it has read, and nothing runs yet.
  const current = account.value
  if (running && running.current !== current) running.end()
})
