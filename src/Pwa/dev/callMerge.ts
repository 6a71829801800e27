import type { Call, CallChanges } from '../src/contract'
import { editable } from '../src/sync/project'

/**
 * The server's merge (src/Lambdas/Calls/CallMerge.cs) for models of the server: field by field, the same field goes to the edit
 * that is accepted later, notes keep both texts. tests/vectors/merge.json holds both to the same outcomes.
 */

export type Field = (typeof editable)[number]
/** The version in which each field last changed; absent means the first. */
export type FieldVersions = Readonly<Partial<Record<Field, number>>>

/** A call with what the server keeps beside it. */
export interface Versioned {
  call: Call
  fieldVersions: FieldVersions
}

export interface FieldConflict {
  field: Field
  yours: unknown
  theirs: unknown
}

export interface Merged {
  /** The next call, its version not yet raised. */
  call: Call
  changed: Field[]
  conflicts: FieldConflict[]
  othersChanged: boolean
}

/** UTF-16 units. */
export const maximumNotes = 10_000

export function merge({ call: current, fieldVersions }: Versioned, baseVersion: number, changes: CallChanges): Merged {
  const wanted = applied(current, changes)
  const conflicts = editable
    .filter((field) => field in changes && wanted[field] !== current[field] && (fieldVersions[field] ?? 1) > baseVersion)
    .map((field) => ({ field, yours: wanted[field], theirs: current[field] }))
  const notesContested = conflicts.some(({ field }) => field === 'notes')
  const call = notesContested ? { ...wanted, notes: bothNotes(current.notes, wanted.notes) } : wanted
  const changed = editable.filter((field) => call[field] !== current[field])
  return { call, changed, conflicts, othersChanged: current.version > baseVersion }
}

/** The next version of a call, with the versions of the changed fields brought up to it. */
export function next<T extends Versioned>(stored: T, call: Call, changed: readonly Field[], updatedAt: string): T {
  const version = stored.call.version + 1
  const raised = Object.fromEntries(changed.map((field) => [field, version]))
  return { ...stored, call: { ...call, version, updatedAt }, fieldVersions: { ...stored.fieldVersions, ...raised } }
}

function applied(call: Call, changes: CallChanges): Call {
  const stated = Object.fromEntries(editable.filter((field) => field in changes).map((field) => [field, changes[field]]))
  const wanted: Call = { ...call, ...stated }
  return { ...wanted, startedAt: instant(wanted.startedAt) }
}

/** UTC with milliseconds, however it was written. */
export const instant = (text: string): string => new Date(text).toISOString()

function bothNotes(theirs: string | null, yours: string | null): string | null {
  if (!theirs || yours?.includes(theirs)) return yours
  if (!yours || theirs.includes(yours)) return theirs
  const both = `${theirs}\n\n${yours}`
  return both.length <= maximumNotes ? both : yours
}
