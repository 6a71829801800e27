import type { Call } from '../contract'

export interface Unreturned {
  /** The last attempt. */
  id: string
  startedAt: string
  phone: string
  name: string | null
  attempts: number
}

/** Missed calls after which nobody spoke with that number, each number once. `calls`: newest first. */
export function unreturned(calls: readonly Call[]): Unreturned[] {
  const settled = new Set<string>()
  const found = new Map<string, Unreturned>()
  for (const { id, contactPhone: phone, contactName, callType, status, startedAt } of calls) {
    if (!phone || settled.has(phone)) continue
    const known = found.get(phone)
    if (callType === 'incoming' && status === 'missed') {
      if (!known) found.set(phone, { id, phone, name: contactName, startedAt, attempts: 1 })
      else found.set(phone, { ...known, name: known.name ?? contactName, attempts: known.attempts + 1 })
      // An attempt to call back settles it, answered or not: the other side has the missed call now.
    } else settled.add(phone)
  }
  return [...found.values()]
}
