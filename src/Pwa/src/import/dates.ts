/** How a day is written: ISO, day before month, or month before day. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy'

const numeric = /^(\d{1,4})[./\-\s](\d{1,2})[./\-\s](\d{1,4})(?:[T,\s]+(.*))?$/
const clock = /^(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\.?)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/i
const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const worded = /^(?:\p{L}+,?\s+)?(?:(\d{1,2})\.?\s+(\p{L}{3,})\.?|(\p{L}{3,})\.?\s+(\d{1,2})),?\s+(\d{4})(?:[T,\s]+(.*))?$/u

/** In which orders most of these can be read; the person decides between two. None: none of them can. */
export function possibleOrders(texts: readonly string[]): DateOrder[] {
  const orders: DateOrder[] = ['ymd', 'dmy', 'mdy']
  const numericOnes = texts.filter((text) => numeric.test(text.trim()))
  if (numericOnes.length === 0) return ['ymd']
  const readable = orders.map((order) => numericOnes.filter((text) => instantOf(text, order) !== undefined).length)
  const most = Math.max(1, ...readable)
  return orders.filter((_, i) => readable[i] === most)
}

/** Unix ms of a date and time in the zone of this device, of seconds or milliseconds since 1970; undefined: none of these. */
export function instantOf(text: string, order: DateOrder): number | undefined {
  const trimmed = text.trim()
  if (/^\d{10}$/.test(trimmed)) return Number(trimmed) * 1_000
  if (/^\d{13}$/.test(trimmed)) return Number(trimmed)
  const day = dayOf(trimmed, order)
  if (!day) return undefined
  const time = day.rest ? clock.exec(day.rest.trim()) : undefined
  if (day.rest && !time) return undefined
  const [, hours = '0', minutes = '0', seconds = '0', half, zone] = time ?? []
  let hour = Number(hours)
  if (half) {
    if (hour < 1 || hour > 12) return undefined
    hour = (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const parts = [day.year, day.month - 1, day.day, hour, Number(minutes), Number(seconds)] as const
  const utc = Date.UTC(...parts)
  const date = new Date(utc)
  if (date.getUTCMonth() !== parts[1] || date.getUTCDate() !== parts[2]) return undefined
  if (!zone) return new Date(...parts).getTime()
  const offset = /^[+-]/.test(zone) ? zoneMinutes(zone) : 0
  return utc - offset * 60_000
}

function dayOf(
  text: string,
  order: DateOrder,
): { year: number; month: number; day: number; rest: string | undefined } | undefined {
  const plain = numeric.exec(text)
  if (plain) {
    const [, a = '', b = '', c = '', rest] = plain
    const [year, month, day] = order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b]
    if (!isYear(year) || month.length > 2 || day.length > 2) return undefined
    return { year: year.length === 2 ? 2000 + Number(year) : Number(year), month: Number(month), day: Number(day), rest }
  }
  const words = worded.exec(text)
  if (!words) return undefined
  const month = months.indexOf((words[2] ?? words[3] ?? '').slice(0, 3).toLowerCase()) + 1
  return month === 0 ? undefined : { year: Number(words[5]), month, day: Number(words[1] ?? words[4]), rest: words[6] }
}

const isYear = (text: string): boolean => text.length === 4 || text.length === 2

function zoneMinutes(zone: string): number {
  const digits = zone.replace(':', '').slice(1)
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))
  return zone.startsWith('-') ? -minutes : minutes
}

/** Seconds of `75`, `1:15`, `0:01:15`, `1m 15s`, `1 h 2 min`; empty is 0; undefined: none of these. */
export function secondsOf(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase()
  if (trimmed === '' || trimmed === '-') return 0
  if (/^\d{1,6}$/.test(trimmed)) return Number(trimmed)
  const clocked = /^(?:(\d{1,3}):)?(\d{1,3}):(\d{2})$/.exec(trimmed)
  if (clocked) return Number(clocked[1] ?? 0) * 3_600 + Number(clocked[2]) * 60 + Number(clocked[3])
  const units = /^(?:(\d+)\s*h\w*)?\s*(?:(\d+)\s*m\w*)?\s*(?:(\d+)\s*s\w*)?\.?$/.exec(trimmed)
  if (!units || (!units[1] && !units[2] && !units[3])) return undefined
  return Number(units[1] ?? 0) * 3_600 + Number(units[2] ?? 0) * 60 + Number(units[3] ?? 0)
}
