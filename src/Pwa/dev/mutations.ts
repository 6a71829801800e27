import type { AssignmentMutation, Call, MutationResult, ReadMutation, Mutation as SentMutation } from '../src/contract'
import { type PrivacyRule, stripped } from '../src/privacy/rule'
import { editable } from '../src/sync/project'
import { merge, next, type Versioned } from './callMerge'

type Mutation = Exclude<SentMutation, AssignmentMutation | ReadMutation>

/** What the server does with a mutation of a call (src/Lambdas/Sync/MutationApplier.cs), for models of it. They judge no values. */

/** A call with what the server keeps beside it. */
export interface Kept extends Versioned {
  /** The last accepted mutation of each device, and the version that it made. */
  devices: Readonly<Record<string, { mutationId: string; bytes: string; version: number; order: number }>>
}

export interface Sender {
  deviceId: string
  employeeId: string
  now: string
  /** The organisation's; without it, what holds where nothing was set. */
  privacy?: PrivacyRule
}

const unset: PrivacyRule = { mode: 'off-server', exclusions: [] }

export interface Outcome {
  result: MutationResult
  /** What is kept from here on; absent: what was there. */
  kept?: Kept
}

const clockTolerance = 5 * 60_000

export function take(kept: Kept | undefined, mutation: Mutation, sender: Sender): Outcome {
  const { mutationId } = mutation
  if (!kept) return mutation.kind === 'create' ? create(mutation, sender) : rejected(mutationId, 'call-not-found')
  const { call } = kept
  const before = kept.devices[sender.deviceId]
  if (before?.mutationId === mutationId) {
    if (before.bytes !== JSON.stringify(mutation)) return rejected(mutationId, 'mutation-reused', call)
    return { result: { mutationId, status: 'duplicate', call } }
  }
  switch (mutation.kind) {
    case 'create':
      return { result: { mutationId, status: 'duplicate', call, problem: { code: 'call-exists', detail: '' } } }
    case 'update':
      if (call.deleted) return rejected(mutationId, 'call-deleted', call)
      // A copy of an earlier mutation that the network kept back.
      if (before && isBefore(mutation, before)) return { result: { mutationId, status: 'duplicate', call } }
      return update(kept, mutation, sender)
    case 'delete': {
      if (call.deleted) return { result: { mutationId, status: 'duplicate', call } }
      return accepted(next(kept, { ...call, deleted: true }, [], sender.now), mutation, sender, { status: 'applied' })
    }
  }
}

function isBefore(mutation: Mutation & { kind: 'update' }, accepted: { version: number; order: number }): boolean {
  const { order = 0, baseVersion } = mutation
  return order > 0 && accepted.order > 0 ? order < accepted.order : baseVersion < accepted.version
}

function create(mutation: Mutation & { kind: 'create' }, sender: Sender): Outcome {
  const { employeeId, now } = sender
  const latest = Date.parse(now) + clockTolerance
  const ahead = [mutation.call.startedAt, mutation.call.createdAt].some((text) => Date.parse(text) > latest)
  const stamps = { employeeId, syncedAt: now, updatedAt: now, recording: null, version: 1, deleted: false }
  const call = { ...mutation.call, ...stamps, clockSuspect: mutation.call.clockSuspect || ahead }
  return accepted(fresh(stripped(sender.privacy ?? unset, call)), mutation, sender, { status: 'applied' })
}

function update(kept: Kept, mutation: Mutation & { kind: 'update' }, sender: Sender): Outcome {
  const merged = merge(kept, mutation.baseVersion, mutation.changes)
  const { othersChanged } = merged
  const call = stripped(sender.privacy ?? unset, merged.call)
  const changed = editable.filter((field) => call[field] !== kept.call[field])
  // What a private call does not keep is nobody's any more.
  const conflicts = merged.conflicts.filter(({ field }) => call[field] === merged.call[field])
  const raised = next(kept, call, changed, sender.now)
  return accepted(raised, mutation, sender, othersChanged ? { status: 'merged', conflicts } : { status: 'applied' })
}

export const fresh = (call: Call): Kept => ({ call, fieldVersions: {}, devices: {} })

/** Somebody else changes a call, with the version that is stored in sight. */
export function change(kept: Kept, changes: Partial<Call>, now: string): Kept {
  const call = { ...kept.call, ...changes }
  const changed = editable.filter((field) => call[field] !== kept.call[field])
  return next(kept, call, changed, now)
}

function accepted(kept: Kept, mutation: Mutation, sender: Sender, verdict: Omit<MutationResult, 'mutationId' | 'call'>): Outcome {
  const { mutationId } = mutation
  const device = { mutationId, bytes: JSON.stringify(mutation), version: kept.call.version, order: mutation.order ?? 0 }
  return {
    result: { mutationId, ...verdict, call: kept.call },
    kept: { ...kept, devices: { ...kept.devices, [sender.deviceId]: device } },
  }
}

const rejected = (mutationId: string, code: string, call?: Call): Outcome => ({
  result: { mutationId, status: 'rejected', problem: { code, detail: '' }, ...(call && { call }) },
})
