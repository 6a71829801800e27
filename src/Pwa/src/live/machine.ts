import { limits } from './limits'
import type { Cause, DetectedCall, Entry, Phase, Signal, Taker, Why } from './signals'

/** Everything that live mode knows. Times on the machine's own clock: the device's, except that it never goes back. */
export interface Machine {
  phase: Phase
  now: number
  /** ms ahead of the device's clock, after that was set back. */
  ahead: number
  /** Where the last call ended: none begins before. */
  floor: number
  hiddenSince: number | undefined
  taken: { by: readonly Taker[]; since: number; until: number | undefined; doubtful: boolean }
  voice: { on: boolean; since: number; last: number; heard: number }
  /** Silences of exact zeros that were too short for a call. */
  gates: number
}

export interface Step {
  machine: Machine
  calls: DetectedCall[]
  log: Entry[]
}

export const machineAt = (at: number): Machine => ({
  phase: { name: 'idle' },
  now: at,
  ahead: 0,
  floor: Number.NEGATIVE_INFINITY,
  hiddenSince: undefined,
  taken: { by: [], since: at, until: undefined, doubtful: false },
  voice: { on: false, since: at, last: at, heard: 0 },
  gates: 0,
})

/** Pure: `idle → ringing? → in call → ended`. Whatever the order and the clocks of its signals, no two calls overlap. */
export function next(before: Machine, signal: Signal): Step {
  const work = new Work(before, signal)
  work.pass(signal.at)
  work.take(signal)
  return { machine: work.machine, calls: work.calls, log: work.log }
}

class Work {
  machine: Machine
  readonly calls: DetectedCall[] = []
  readonly log: Entry[] = []

  constructor(
    before: Machine,
    private readonly signal: Signal,
  ) {
    this.machine = { ...before }
  }

  /** Time goes on until the signal; what was only waiting for time happens. */
  pass(at: number): void {
    const { machine } = this
    const clock = at + machine.ahead
    if (clock < machine.now - limits.clockStep) machine.ahead += machine.now - clock
    const slept = clock - machine.now > limits.blind
    if (slept && machine.voice.on) this.voiceStops(machine.now)
    if (slept) this.doubtZeros()
    machine.now = Math.max(machine.now, clock)
    for (let changed = true; changed; ) changed = this.settle()
  }

  /** A device that falls asleep silences its microphone, too: that is no more than a draft. */
  private doubtZeros(): void {
    const { taken, phase } = this.machine
    if (taken.by.some((by) => by !== 'zeros')) return
    this.machine.taken = { ...taken, doubtful: true }
    if (isBegun(phase) && phase.cause === 'microphone' && taken.by.length > 0) this.machine.phase = { ...phase, doubtful: true }
  }

  take(signal: Signal): void {
    switch (signal.type) {
      case 'tap':
        this.tap(signal.what)
        break
      case 'visibility':
        this.machine.hiddenSince = signal.hidden ? (this.machine.hiddenSince ?? this.machine.now) : undefined
        break
      case 'microphone':
        if (signal.taken) this.taken(signal.by, this.recent(signal.since))
        else this.givenBack(signal.by)
        break
      case 'voice':
        if (signal.on) this.voiceStarts(this.recent(signal.since))
        else this.voiceStops(this.recent(signal.since))
        break
      case 'stop':
        this.stop()
        break
      case 'time':
        break
    }
  }

  /** On the machine's clock, neither in the future nor long ago. */
  private recent(since: number): number {
    const { now, ahead } = this.machine
    return Math.min(now, Math.max(since + ahead, now - limits.looksBack))
  }

  /** Whether something happened that only needed time. */
  private settle(): boolean {
    const { phase, now } = this.machine
    if (phase.name === 'idle') return false
    if (phase.name === 'ended') return now - phase.at >= limits.endedShown && this.turn({ name: 'idle' }, 'shown')
    // What is over ends first, however late that is noticed.
    if (phase.cause === 'microphone' && this.settleTaken(phase)) return true
    if (phase.cause === 'voice' && this.settleVoice(phase)) return true
    return phase.name === 'inCall' && now - phase.since >= limits.longest && this.finish(phase.since + limits.longest, 'longest')
  }

  private settleTaken({ name, since }: { name: string; since: number }): boolean {
    const { now, taken } = this.machine
    const until = taken.until ?? now
    if (name === 'ringing' && until - since >= limits.takenMinimum) return this.enter('takenLasted', until - since)
    if (taken.until === undefined || now - taken.until < limits.takenSettle) return false
    if (name === 'inCall') this.finish(taken.until, 'givenBack')
    else this.forget('takenBrief', taken.until - since)
    // Somebody has been talking since.
    if (this.machine.voice.on) this.ringByVoice()
    return true
  }

  private settleVoice({ name, since }: { name: string; since: number }): boolean {
    const { now, voice } = this.machine
    const heard = voice.heard + (voice.on ? now - voice.since : 0)
    const least = Math.max(limits.voiceMinimum, limits.voiceShare * (now - since))
    if (name === 'ringing' && heard >= least) return this.enter('voiceLasted', heard)
    if (voice.on || now - voice.last < limits.voiceHangover) return false
    if (name === 'ringing') return this.forget('voiceBrief', heard)
    if (voice.last - since < limits.voiceShortest) return this.forget('voiceShort', voice.last - since)
    return this.finish(voice.last, 'voiceEnded')
  }

  private tap(what: 'start' | 'end' | 'discard'): void {
    const { phase, now } = this.machine
    if (what === 'start' && phase.name !== 'inCall') {
      const since = phase.name === 'ringing' ? phase.since : now
      this.turn({ name: 'inCall', cause: 'tap', since, doubtful: false }, 'tapStart')
    }
    if (what === 'discard' && isBegun(phase)) this.forget('tapDiscard')
    if (what !== 'end' || phase.name !== 'inCall') return
    if (now - phase.since < limits.tapMinimum) this.forget('tapShort', now - phase.since)
    else this.finish(now, 'tapEnd', true)
  }

  private taken(by: Taker, since: number): void {
    const { machine } = this
    const { phase, hiddenSince } = machine
    const again = machine.taken.by.length > 0
    // Where only zeros or a muted track say so, another app or a noise gate may be the reason.
    const covered = hiddenSince === undefined || since - hiddenSince <= limits.coveredWithin
    const gated = by === 'zeros' && machine.gates >= limits.gateCount
    const doubtful = by !== 'interrupted' && (!covered || gated)
    if (again) {
      const both = machine.taken.doubtful && doubtful
      machine.taken = { ...machine.taken, by: [...new Set([...machine.taken.by, by])], doubtful: both }
      if (isBegun(phase) && phase.cause === 'microphone') machine.phase = { ...phase, doubtful: both }
      return
    }
    const flapped = isBegun(phase) && phase.cause === 'microphone'
    machine.taken = { by: [by], since: flapped ? machine.taken.since : since, until: undefined, doubtful }
    if (flapped || (phase.name === 'inCall' && phase.cause === 'tap')) return
    if (phase.name === 'inCall') this.leaveVoices(phase.since, machine.voice.on ? since : machine.voice.last)
    const start = Math.max(since, machine.floor)
    this.turn({ name: 'ringing', cause: 'microphone', since: start, doubtful }, 'taken')
  }

  /** The phone's own call puts an end to what was heard before. */
  private leaveVoices(since: number, end: number): void {
    if (end - since >= limits.voiceShortest) this.finish(end, 'takenFromVoices')
    else this.forget('voiceShort', end - since)
  }

  private givenBack(by: Taker): void {
    const { machine } = this
    if (!machine.taken.by.includes(by)) return
    const left = machine.taken.by.filter((each) => each !== by)
    const isLast = left.length === 0
    machine.taken = { ...machine.taken, by: left, until: isLast ? machine.now : undefined }
    if (isLast && by === 'zeros' && machine.now - machine.taken.since < limits.takenMinimum) machine.gates += 1
  }

  private voiceStarts(since: number): void {
    const { machine } = this
    const { phase, voice } = machine
    if (voice.on) return
    const goesOn = isBegun(phase) && phase.cause === 'voice'
    // No moment is heard twice.
    const begun = goesOn ? Math.max(since, voice.last) : since
    machine.voice = { on: true, since: begun, last: begun, heard: goesOn ? voice.heard : 0 }
    if (phase.name === 'idle' || phase.name === 'ended') this.ringByVoice()
  }

  /** What was heard before the last call ended belongs to that one. */
  private ringByVoice(): void {
    const { voice, floor } = this.machine
    const since = Math.max(voice.since, floor)
    this.machine.voice = { ...voice, since, last: Math.max(voice.last, since), heard: 0 }
    this.turn({ name: 'ringing', cause: 'voice', since, doubtful: true }, 'voice')
  }

  private voiceStops(last: number): void {
    const { voice } = this.machine
    if (!voice.on) return
    const until = Math.max(voice.since, last)
    this.machine.voice = { on: false, since: voice.since, last: until, heard: voice.heard + until - voice.since }
  }

  private stop(): void {
    const { machine } = this
    const { phase, now, voice } = machine
    if (phase.name === 'ringing') this.forget('stopped')
    if (phase.name === 'inCall') {
      const end = phase.cause === 'voice' && !voice.on ? Math.max(voice.last, phase.since) : now
      const least = { voice: limits.voiceShortest, microphone: limits.takenMinimum, tap: limits.tapMinimum }[phase.cause]
      // How long the microphone would have stayed taken, nobody knows.
      if (phase.cause === 'microphone') machine.phase = { ...phase, doubtful: true }
      if (end - phase.since >= least) this.finish(end, 'stopped')
      else this.forget('stopped')
    }
    machine.taken = { by: [], since: now, until: undefined, doubtful: false }
    machine.voice = { on: false, since: now, last: now, heard: 0 }
  }

  /** From «perhaps» to a call. */
  private enter(why: Why, lasted: number): boolean {
    const { phase } = this.machine
    return phase.name === 'ringing' && this.turn({ ...phase, name: 'inCall' }, why, lasted)
  }

  private finish(end: number, why: Why, confirmed = false): boolean {
    const { phase, now, ahead } = this.machine
    if (phase.name !== 'inCall') return false
    const { since: start, cause, doubtful } = phase
    const sure = confirmed || (!doubtful && cause !== 'voice')
    this.calls.push({ start, end, cause, sure, clockSuspect: ahead > 0 })
    this.machine.floor = end
    return this.turn({ name: 'ended', at: now }, why, end - start)
  }

  private forget(why: Why, lasted?: number): boolean {
    return this.turn({ name: 'idle' }, why, lasted)
  }

  private turn(phase: Phase, why: Why, lasted?: number): true {
    const { phase: from, now } = this.machine
    const { type } = this.signal
    const signal = this.signal.type === 'microphone' ? this.signal.by : type
    const seconds = lasted === undefined ? {} : { seconds: Math.round(lasted / 1_000) }
    this.log.push({ at: now, signal, from: from.name, to: phase.name, why, ...seconds })
    this.machine.phase = phase
    return true
  }
}

const isBegun = (phase: Phase): phase is Extract<Phase, { cause: Cause }> => phase.name === 'ringing' || phase.name === 'inCall'
