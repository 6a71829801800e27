import type { CallDraft } from '../contract'
import type { WaitingCreate } from './model'

const day = 86_400_000
/** A smaller difference is not worth correcting. */
const noise = 2_000

/**
 * Server clock minus device clock, assuming that the reply took half of the round trip. 0 where the device's clock may be right: the
 * server said its time at some moment between.
 */
export function measureOffset(serverTime: string, sentAt: number, receivedAt: number): number | undefined {
  const server = Date.parse(serverTime)
  if (Number.isNaN(server)) return undefined
  const offset = Math.round(server - (sentAt + receivedAt) / 2)
  return Math.abs(offset) <= Math.max(noise, (receivedAt - sentAt) / 2) ? 0 : offset
}

/** Corrects the device's clock error once, just before the bytes freeze. */
export function correctedDraft(entry: WaitingCreate, currentOffset: number | undefined, now: number): CallDraft {
  const offset = entry.capturedOffset ?? currentOffset
  if (offset === undefined) return { ...entry.draft, clockSuspect: true }
  const shift = (iso: string): string => new Date(Date.parse(iso) + offset).toISOString()
  const startedAt = entry.startTyped ? entry.draft.startedAt : shift(entry.draft.startedAt)
  const ahead = Date.parse(startedAt) > now + (currentOffset ?? offset) + 60_000
  return {
    ...entry.draft,
    startedAt,
    createdAt: shift(entry.draft.createdAt),
    clockSuspect: entry.draft.clockSuspect || Math.abs(offset) > day || ahead,
  }
}
