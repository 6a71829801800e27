import type { Call, CallDraft } from '../contract'
import type { OutboxEntry } from './model'

/**
 * What the person sees: the server's call with everything that still waits laid over it, in order. Of a private call the rest
 * is `kept` on this phone.
 */
export function project(server: Call | null, entries: readonly OutboxEntry[], employeeId: string, kept?: CallDraft): Call | null {
  let view: Call | null = server ?? (kept ? unconfirmed(kept, employeeId) : null)
  for (const entry of entries) {
    if (entry.kind === 'create') view = { ...(view ?? unconfirmed(entry.draft, employeeId)), ...entry.draft }
    else if (view && entry.kind === 'update') view = { ...view, ...entry.changes }
    else if (view && entry.kind === 'delete' && entry.state !== 'rejected') view = { ...view, deleted: true }
  }
  if (!kept || !view?.private) return view
  const { contactName, contactPhone, notes, outcome, assignmentId, duration } = kept
  return { ...view, contactName, contactPhone, notes, outcome, assignmentId, duration }
}

/** A call that only this phone knows. */
export function unconfirmed(draft: CallDraft, employeeId: string): Call {
  return { ...draft, employeeId, syncedAt: '', updatedAt: draft.createdAt, recording: null, version: 0, deleted: false }
}

/** What a person may change later, in the order in which the server lists conflicts. */
export const editable = [
  'contactName',
  'contactPhone',
  'callType',
  'status',
  'duration',
  'notes',
  'outcome',
  'startedAt',
  'assignmentId',
  'private',
  'clockSuspect',
] as const

const drafted = [...editable, 'id', 'createdAt', 'source'] as const

/** Only the person's own fields: a newer server may send others. */
export function draftOf(call: Call): CallDraft {
  return Object.fromEntries(drafted.map((field) => [field, call[field]])) as unknown as CallDraft
}

/** The fields in which `to` differs from `from`. */
export function changesBetween(from: CallDraft, to: CallDraft): Partial<Pick<Call, (typeof editable)[number]>> {
  return Object.fromEntries(editable.filter((field) => from[field] !== to[field]).map((field) => [field, to[field]]))
}
