/** A moment on both of the device's clocks. */
export interface Moment {
  /** Unix ms: survives a restart, but may be set. */
  wall: number
  /** ms: cannot be set, but starts anew with each page and may stand still while the device sleeps. Absent: from disk. */
  steady?: number
}

/** Corrections of this size happen by themselves. */
const tolerance = 60_000

/** Whether the app must lock: idle for so long by either clock, or the wall clock went back behind the last activity. */
export function isDue(last: Moment, now: Moment, minutes: number): boolean {
  if (minutes <= 0) return false
  if (now.wall < last.wall - tolerance) return true
  return idleFor(last, now) >= minutes * 60_000
}

export function idleFor(last: Moment, now: Moment): number {
  const steady = last.steady === undefined || now.steady === undefined ? 0 : now.steady - last.steady
  return Math.max(now.wall - last.wall, steady, 0)
}
