import type { CallStatus, CallType } from '../contract'

/** One line of a call log as the file has it, in the terms of a call. */
export interface LogEntry {
  /** Of the file, from 1. */
  line: number
  /** As written there; null: withheld. */
  number: string | null
  name: string | null
  callType: CallType
  status: CallStatus
  /** Unix ms. */
  start: number
  /** Seconds. */
  duration: number
}

/** A line that says nothing a call could be made of, and why. */
export interface Unusable {
  line: number
  why: 'voicemail' | 'blocked' | 'elsewhere' | 'kind' | 'twice' | 'number' | 'date' | 'duration' | 'future' | 'long'
}

export type Kind = 'incoming' | 'outgoing' | 'missed' | 'rejected'

/** What the log calls a call, and how long it took, as direction and status. Outgoing without a length: nobody answered. */
export function directionOf(kind: Kind, duration: number): { callType: CallType; status: CallStatus } {
  if (kind === 'outgoing') return { callType: 'outgoing', status: duration > 0 ? 'completed' : 'missed' }
  return { callType: 'incoming', status: kind === 'incoming' ? 'completed' : kind }
}

const earliest = Date.UTC(2000, 0, 1)
const tolerance = 5 * 60_000

/** Why a call's numbers cannot be, judged against the phone's clock. */
export function implausible(start: number, duration: number, now: number): Unusable['why'] | undefined {
  if (start < earliest || start > now + tolerance) return 'future'
  return duration > 86_400 ? 'long' : undefined
}
