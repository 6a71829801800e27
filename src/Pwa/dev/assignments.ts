import type { Assignment, AssignmentMutation, MutationResult } from '../src/contract'
import { withChanges } from '../src/sync/errands'
import type { Sender } from './mutations'

/** What the server does with a mutation of an assignment (src/Lambdas/Assignments/AssignmentApplier.cs), for models of it. */

const fields = ['state', 'followUpAt', 'remindAt'] as const

export interface KeptAssignment {
  assignment: Assignment
  fieldVersions: Readonly<Record<string, number>>
  devices: Readonly<Record<string, { mutationId: string; bytes: string; order: number }>>
  /** Who has it now. */
  movedTo?: string
}

export interface AssignmentOutcome {
  result: MutationResult
  /** What is kept from here on; absent: what was there. */
  kept?: KeptAssignment
}

export const freshAssignment = (assignment: Assignment): KeptAssignment => ({ assignment, fieldVersions: {}, devices: {} })

export function takeAssignment(
  kept: KeptAssignment | undefined,
  mutation: AssignmentMutation,
  sender: Sender,
): AssignmentOutcome {
  const { mutationId } = mutation
  if (!kept) return rejected(mutationId, 'assignment-not-found')
  const { assignment } = kept
  const bytes = JSON.stringify(mutation)
  const before = kept.devices[sender.deviceId]
  if (before?.mutationId === mutationId && before.bytes !== bytes) return rejected(mutationId, 'mutation-reused', assignment)
  const order = mutation.order ?? 0
  if (before && (before.mutationId === mutationId || (order > 0 && order < before.order)))
    return { result: { mutationId, status: 'duplicate', assignment } }
  if (kept.movedTo) return rejected(mutationId, 'assignment-moved', assignment)
  if (assignment.deleted) return rejected(mutationId, 'assignment-cancelled', assignment)
  const wanted = withChanges(assignment, mutation.changes, sender.now)
  const conflicts = fields
    .filter((field) => wanted[field] !== assignment[field] && (kept.fieldVersions[field] ?? 1) > mutation.baseVersion)
    .map((field) => ({ field, yours: wanted[field], theirs: assignment[field] }))
  const next = nextAssignment(kept, wanted, sender.now)
  const status = conflicts.length > 0 ? ('merged' as const) : ('applied' as const)
  return {
    result: { mutationId, status, assignment: next.assignment, ...(conflicts.length > 0 && { conflicts }) },
    kept: { ...next, devices: { ...kept.devices, [sender.deviceId]: { mutationId, bytes, order } } },
  }
}

/** Somebody changes it, with the version that is stored in sight. */
export function nextAssignment(kept: KeptAssignment, wanted: Assignment, now: string): KeptAssignment {
  const { assignment } = kept
  const version = assignment.version + 1
  const changed = fields.filter((field) => wanted[field] !== assignment[field]).map((field) => [field, version])
  const closedAt = wanted.state === 'open' ? null : wanted.state === assignment.state ? assignment.closedAt : now
  return {
    ...kept,
    assignment: { ...wanted, closedAt, version, updatedAt: now },
    fieldVersions: { ...kept.fieldVersions, ...Object.fromEntries(changed) },
  }
}

const rejected = (mutationId: string, code: string, assignment?: Assignment): AssignmentOutcome => ({
  result: { mutationId, status: 'rejected', problem: { code, detail: '' }, ...(assignment && { assignment }) },
})
