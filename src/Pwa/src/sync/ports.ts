import type { AccountDb } from './db'

/** What the engine needs from its surroundings; nothing in src/sync touches a global that a test could not replace. */
export interface SyncPorts {
  db: AccountDb
  employeeId: string
  clock: Clock
  /** 0 ≤ x < 1. */
  random: () => number
  newId: () => string
  session: SyncSession
  /** Sends POST /api/sync. Rejects when there was no answer. */
  send: (body: string, accessToken: string) => Promise<Reply>
  /** Runs `work` alone among tabs and worker; waits for its turn. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>
  /** False only when the device knows that it has no network. */
  online: () => boolean
  /** After each settled request, with the calls it touched. */
  onChange: (callIds: string[]) => void
  onStatus: (status: SyncStatus) => void
  /** A bug or a broken database: nothing that a retry mends. */
  onError: (error: unknown) => void
}

export interface Clock {
  /** Unix milliseconds of this device, right or wrong. */
  now: () => number
  /** Runs `work` after `ms`; the result cancels it. */
  after: (ms: number, work: () => void) => () => void
}

export interface Reply {
  status: number
  /** Parsed JSON, or undefined when the body was none. */
  body: unknown
  /** Seconds. */
  retryAfter?: number
}

export type SessionFailure = 'expired' | 'signed-out' | 'disabled' | 'erased' | 'other-account' | 'unavailable'
export type Access = { ok: true; accessToken: string } | { ok: false; reason: SessionFailure }

export interface SyncSession {
  access: () => Promise<Access>
  /** After a 401 for this token. */
  renew: (rejectedToken: string) => Promise<Access>
}

export type SyncStatus =
  | { phase: 'idle' }
  | { phase: 'syncing' }
  | { phase: 'offline' }
  /** The server is busy or refuses every request; tried again at `retryAt` (device clock, ms). */
  | { phase: 'waiting'; retryAt: number; code: string }
  /** Only the person can help. */
  | { phase: 'stopped'; reason: Exclude<SessionFailure, 'unavailable'> }
