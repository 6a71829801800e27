/** Days are `YYYY-MM-DD` in the organisation's time zone, never the device's. */

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone)
  if (!found) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(timeZone, found)
  }
  return found
}

function wallClock(instant: number, timeZone: string): Record<string, string> {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatter(timeZone).formatToParts(instant)) parts[type] = value
  return parts
}

/** Milliseconds to add to UTC to read the zone's wall clock at that instant. */
function zoneOffset(instant: number, timeZone: string): number {
  const p = wallClock(instant, timeZone)
  const wall = Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second))
  return wall - Math.floor(instant / 1000) * 1000
}

export function dayOf(instant: number | string, timeZone: string): string {
  const p = wallClock(typeof instant === 'string' ? Date.parse(instant) : instant, timeZone)
  return `${p.year}-${p.month}-${p.day}`
}

/** The first instant of the day, in Unix milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
  const utcMidnight = Date.parse(`${day}T00:00:00.000Z`)
  const guess = utcMidnight - zoneOffset(utcMidnight, timeZone)
  // The offset there may differ when the clocks change in between, and midnight itself may not exist.
  const better = utcMidnight - zoneOffset(guess, timeZone)
  return dayOf(better, timeZone) === day ? better : guess
}

/** As `<input type=datetime-local>` writes it: `YYYY-MM-DDTHH:mm` on the zone's clocks. */
export function wallTime(instant: number, timeZone: string): string {
  return new Date(instant + zoneOffset(instant, timeZone)).toISOString().slice(0, 16)
}

/**
 * When clocks of the zone show that; NaN where it is no time. Of an hour that comes twice the second, unless that is after
 * `latest` (Unix milliseconds); of one that is left out, near it.
 */
export function instantOf(wall: string, timeZone: string, latest = Number.POSITIVE_INFINITY): number {
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return asUtc
  const near = asUtc - zoneOffset(asUtc - zoneOffset(asUtc, timeZone), timeZone)
  const [first = near, second = first] = [-1, 1]
    .map((side) => asUtc - zoneOffset(asUtc + side * 86_400_000, timeZone))
    .filter((instant) => instant + zoneOffset(instant, timeZone) === asUtc)
  return second <= latest ? second : first
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** 0 is Monday. */
export function weekdayOf(day: string): number {
  return (new Date(`${day}T00:00:00.000Z`).getUTCDay() + 6) % 7
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
}
