import type { PendingCall } from '../calling/pending'
import type { Assignment, AssignmentChanges, Call, CallChanges, CallDraft, Exclusion, Me, MutationResult } from '../contract'
import type { Entry, OpenCall } from '../live/signals'
import type { KeptForm } from './kept'

export type Conflict = NonNullable<MutationResult['conflicts']>[number]
export type Refusal = NonNullable<MutationResult['problem']>

/** A call as this device knows it. */
export interface StoredCall {
  id: string
  /** The view's `startedAt`; absent when the call is deleted, so that the index skips it. */
  start?: string
  /** As the server last said. Null: the server has never confirmed it. */
  server: Call | null
  /** `server` with what waits in the outbox laid over it. `version` 0 means never confirmed. */
  view: Call
  /** The refetch in which the server last listed it (see refetch.ts). */
  epoch: number
  /** A private call whole, as this phone alone has it: the server has less of it, or nothing. */
  kept?: CallDraft
  /** Fields where somebody else's later edit met ours; shown until dismissed. */
  conflicts?: Conflict[]
}

/** Something that is on its way to the server, or waits for it. */
interface Sendable {
  /** Assigned by IndexedDB; the order in which the person acted. */
  seq?: number
  mutationId: string
  /** `frozen`: sent at least once, its bytes must never change again. `rejected`: waits for the person. */
  state: 'unsent' | 'frozen' | 'rejected'
  bytes?: string
  /** Failed attempts that the server blamed on this mutation alone (`retry`). */
  attempts: number
  /** Device clock, ms: not to be sent before. */
  notBefore?: number
  problem?: Refusal
}

interface Waiting extends Sendable {
  callId: string
}

export interface WaitingCreate extends Waiting {
  kind: 'create'
  draft: CallDraft
  /** Server clock minus device clock when the call was logged; null when no server had been heard yet. */
  capturedOffset: number | null
  /** The person typed the start time, so the clock's error is not in it. */
  startTyped: boolean
  /** As it was sent before it was refused and mended: a copy of that may have been accepted all the same. */
  sent?: CallDraft
}

export interface WaitingUpdate extends Waiting {
  kind: 'update'
  changes: CallChanges
  /** Null: waits for the version that the mutation ahead of it will get. */
  baseVersion: number | null
}

export interface WaitingDelete extends Waiting {
  kind: 'delete'
  baseVersion: number | null
}

export type OutboxEntry = WaitingCreate | WaitingUpdate | WaitingDelete
export type StoredEntry = OutboxEntry & { seq: number }

/** What was assigned, as this device knows it. */
export interface StoredAssignment {
  id: string
  /** As the server last said. */
  server: Assignment
  /** `server` with what waits laid over it. */
  view: Assignment
  /** The refetch in which the server last listed it. */
  epoch: number
  /** Fields where somebody else's change met ours; shown until dismissed. */
  conflicts?: Conflict[]
}

interface Errand extends Sendable {
  /** The id of what it is about. */
  subject: string
}

export interface AssignmentErrand extends Errand {
  kind: 'assignment'
  /** Whom it is about: it may have to be said when the assignment is gone. */
  label: string
  changes: AssignmentChanges
  /** ISO 8601, device clock. */
  at: string
  /** Null: waits for the version that the errand ahead of it will get. */
  baseVersion: number | null
}

export interface ReadErrand extends Errand {
  kind: 'read'
}

/** A mutation that is about no call: they wait beside the outbox, and travel with what is in it. */
export type WaitingErrand = AssignmentErrand | ReadErrand
export type StoredErrand = WaitingErrand & { seq: number }

export interface Meta {
  [form: `form:${string}`]: KeptForm
  /** Started from the app, not yet logged. */
  pendingCalls: readonly PendingCall[]
  /** Device clock, ms: when the person agreed that live mode listens. */
  liveConsent: number
  /** The call that live mode hears now: what is left of it when the app is ended meanwhile. */
  liveOpen: OpenCall
  /** Oldest first. */
  liveLog: readonly Entry[]
  /** This browser's subscription for messages, as the server knows it; device clock, ms, of when it last heard of it. */
  push: { id: string; at: number }
  deviceId: string
  /** How many mutations were made ready to be sent. */
  order: number
  cursor: string
  /** Server clock minus device clock, ms. */
  clockOffset: number
  me: Me
  /** Of the organisation's settings, as the last sync told. */
  settingsVersion: number
  /** Of the last import, ms: the newest start, or of one that ended early the start up to which there is no gap. */
  importedUntil: number
  /** Numbers whose calls are private. */
  exclusions: { version: number; list: readonly Exclusion[] }
  /** When the phone last had all that the server had for it; device clock, ms. */
  lastSuccess: number
  epoch: number
  /** The newest start of the calls that made room; they are on the server only. */
  evictedUntil: string
  /** The epoch of a refetch in progress. */
  refetch: number
}
