import type { Clock } from '../../../../src/Pwa/src/sync/ports'

/** The time that it really is in a simulation. It moves only when the scheduler says so. */
export class World {
  now = Date.parse('2026-03-02T06:00:00.000Z')
}

interface Timer {
  at: number
  work: () => void
}

/** What a phone believes the time to be. Its timers follow the time that passes, not the clock that somebody sets. */
export class PhoneClock {
  /** Every error that the clock ever had. */
  readonly skews: number[]

  constructor(
    private readonly world: World,
    public skew: number,
  ) {
    this.skews = [skew]
  }

  now = (): number => this.world.now + this.skew

  set(skew: number): void {
    this.skew = skew
    this.skews.push(skew)
  }

  /** The clock as one tab sees it: its timers go with it. */
  forTab(): TabClock {
    return new TabClock(this, this.world)
  }
}

export class TabClock implements Clock {
  private timers: Timer[] = []

  constructor(
    private readonly phone: PhoneClock,
    private readonly world: World,
  ) {}

  now = (): number => this.phone.now()

  after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: this.world.now + ms, work }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((other) => other !== timer)
    }
  }

  /** Runs what is due. */
  fire(): void {
    const due = this.timers.filter(({ at }) => at <= this.world.now)
    this.timers = this.timers.filter(({ at }) => at > this.world.now)
    for (const { work } of due) work()
  }
}
