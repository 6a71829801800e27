import type { Call, CallDraft, CallStatus, CallType } from '../contract'
import { instantOf, wallTime } from '../lib/days'
import { normalizePhone } from '../lib/phone'

/** What the form holds: text as typed, so that nothing jumps under the person's fingers. */
export interface FormState {
  kind: { callType: CallType; status: CallStatus } | undefined
  minutes: string
  seconds: string
  name: string
  phone: string
  /** Null: now. A number: minutes ago. A string: as typed into datetime-local, on the organisation's clocks as everywhere. */
  when: null | number | string
  outcome: string | null
  notes: string
  private: boolean
}

export type FormErrors = Partial<Record<'kind' | 'length' | 'phone', true> & { when: WhenError }>

/** `missing`: no day, no time, or of the year only what was typed of it so far. `skipped`: the clocks went forward over it. */
export type WhenError = 'missing' | 'skipped' | 'future'

export const blankForm: FormState = {
  kind: undefined,
  minutes: '',
  seconds: '',
  name: '',
  phone: '',
  when: null,
  outcome: null,
  notes: '',
  private: false,
}

export function formOf(call: Call, zone: string): FormState {
  return {
    kind: { callType: call.callType, status: call.status },
    minutes: call.duration ? String(Math.floor(call.duration / 60)) : '',
    seconds: call.duration ? String(call.duration % 60) : '',
    name: call.contactName ?? '',
    phone: call.contactPhone ?? '',
    when: wallTime(Date.parse(call.startedAt), zone),
    outcome: call.outcome,
    notes: call.notes ?? '',
    private: call.private,
  }
}

/** ms. A call that starts now may be typed a little late or early. */
const tolerance = 60_000

const wholeNumber = (typed: string): number => (/^\d*$/.test(typed.trim()) ? Number(typed) : Number.NaN)

export function lengthOf(form: FormState): number {
  return form.kind?.status === 'completed' ? wholeNumber(form.minutes) * 60 + wholeNumber(form.seconds) : 0
}

/** When the call started, Unix milliseconds, or what is wrong with that. */
function startOf({ when }: FormState, now: number, zone: string, unchanged: Call | undefined): number | WhenError {
  if (when === null) return now
  if (typeof when === 'number') return now - when * 60_000
  // The input has no seconds: leaving it alone must not round the start. A phone's clock may have run ahead, too.
  if (unchanged && when === wallTime(Date.parse(unchanged.startedAt), zone)) return Date.parse(unchanged.startedAt)
  const start = instantOf(when, zone, now + tolerance)
  if (Number.isNaN(start) || when < '2000') return 'missing'
  if (wallTime(start, zone) !== when) return 'skipped'
  return start > now + tolerance ? 'future' : start
}

interface Basis {
  id: string
  existing?: Call | undefined
  /** The organisation's. */
  zone: string
}

type Read = { draft: CallDraft; startTyped: boolean; errors?: never } | { draft?: never; errors: FormErrors }

/** The call that the form describes, or what is wrong with it. */
export function readForm(form: FormState, now: number, { id, existing, zone }: Basis): Read {
  const errors: FormErrors = {}
  const duration = lengthOf(form)
  const phone = normalizePhone(form.phone)
  const start = startOf(form, now, zone, existing)
  if (!form.kind) errors.kind = true
  if (!(duration >= 0 && duration <= 86_400)) errors.length = true
  if (phone === undefined) errors.phone = true
  if (typeof start === 'string') errors.when = start
  if (!form.kind || phone === undefined || typeof start === 'string' || Object.keys(errors).length > 0) return { errors }
  const draft: CallDraft = {
    id,
    contactName: form.name.trim() || null,
    contactPhone: phone,
    ...form.kind,
    duration,
    notes: form.notes.trim() || null,
    outcome: form.outcome,
    startedAt: new Date(start).toISOString(),
    createdAt: existing?.createdAt ?? new Date(now).toISOString(),
    source: existing?.source ?? 'manual',
    assignmentId: existing?.assignmentId ?? null,
    private: form.private,
    clockSuspect: existing?.clockSuspect ?? false,
  }
  return { draft, startTyped: typeof form.when === 'string' }
}
