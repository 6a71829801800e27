import { setTimeout as after } from 'node:timers/promises'

/** Keeps below the stage's limit of requests a second, so that when a request is throttled does not depend on the machine. */
export class Pace {
  private free = 0

  constructor(
    private readonly perSecond: number,
    private readonly atOnce: number,
  ) {}

  async turn(): Promise<void> {
    const now = performance.now()
    const gap = 1_000 / this.perSecond
    this.free = Math.max(this.free, now - gap * this.atOnce) + gap
    if (this.free > now) await after(this.free - now)
  }
}
