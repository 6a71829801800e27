import type { CallType } from '../contract'

interface Identified {
  number: string | null
  callType: CallType
  start: number
  duration: number
}

/**
 * The id of an imported call: RFC 9562 §5.8, made of what the log says and of who imports it, so that the same call has the
 * same id in every export, on every phone. `occurrence`: the how-manieth of several that the log writes alike, from 0.
 */
export async function importedId(employeeId: string, call: Identified, occurrence: number): Promise<string> {
  const text = ['ooak-import-1', employeeId, call.number ?? '', call.callType, call.start, call.duration, occurrence].join('\n')
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))).slice(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Hashes that are under way at once: waiting for each takes four times as long. */
const together = 500

/** Ids for all, in their order. What is written alike is counted, so that the order among equals does not matter. */
export async function importedIds(employeeId: string, calls: readonly Identified[]): Promise<string[]> {
  const seen = new Map<string, number>()
  const counted = calls.map((call) => {
    const same = `${call.number} ${call.callType} ${call.start} ${call.duration}`
    const occurrence = seen.get(same) ?? 0
    seen.set(same, occurrence + 1)
    return { call, occurrence }
  })
  const ids: string[] = []
  for (let from = 0; from < counted.length; from += together) {
    const part = counted.slice(from, from + together)
    ids.push(...(await Promise.all(part.map(({ call, occurrence }) => importedId(employeeId, call, occurrence)))))
  }
  return ids
}
