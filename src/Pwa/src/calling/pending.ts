import { blankForm, type FormState } from '../app/draft'
import type { CallDraft } from '../contract'
import type { Cause } from '../live/signals'

/**
 * Calls that were started from the app and have not been logged yet. A web page does not see the call itself, only that it was
 * hidden and came back: that time is an upper bound, and the person confirms or corrects it. Pure: no clock, no storage.
 */
export interface PendingCall {
  /** The id that the logged call will have, so that saving it twice makes one call. */
  id: string
  phone: string
  name: string | null
  /** Whom it was made for. */
  assignmentId?: string
  /** Device clock, ms; so are the next two. */
  dialledAt: number
  /** When the page was hidden for the first time. */
  hiddenAt?: number
  /** When it came back. Absent: the call is under way. */
  endedAt?: number
  /** What was typed before the sheet was put aside. */
  answer?: FormState
  /** Nobody dialled it here: live mode noticed it. Its number is not known: `phone` is empty. */
  detected?: Detected
}

export interface Detected {
  cause: Cause
  /** Only voices, or uncertain: asked about once the person says that it was a call. */
  draft: boolean
  clockSuspect: boolean
}

export type CallEvent =
  | { type: 'dial'; id: string; phone: string; name: string | null; assignmentId?: string; at: number }
  /** The page of the call that is under way. */
  | { type: 'hide' | 'show'; at: number }
  /** The person says so, or the page that waited for it is gone. */
  | { type: 'end'; id: string; at: number }
  /** The person came back to the app with the call still going on. */
  | { type: 'resume'; id: string }
  /** `at`: when it was noted, by which the note is known. */
  | { type: 'keep'; id: string; answer: FormState; at: number }
  /** Logged, or never made. */
  | { type: 'remove'; id: string }
  /** Live mode noticed a call. */
  | { type: 'detect'; call: PendingCall & { endedAt: number } }
  /** The person says that a draft was a call. */
  | { type: 'ask'; id: string }
  /** The removal is undone. */
  | { type: 'restore'; call: PendingCall }

/** Seconds; CallRules on the server has the same. */
export const longestCall = 86_400
/** ms. A page that is hidden later than this after dialling was hidden by something else than the dialler. */
export const diallerWait = 60_000
/** ms. The same number dialled again within this is one tap too many. */
export const doubleTap = 1_000

type Calls = readonly PendingCall[]

/** The one call without an end; always the last. */
export const underWay = (calls: Calls): PendingCall | undefined => calls.find(({ endedAt }) => endedAt === undefined)

/** The one to ask about next. */
export const toAsk = (calls: Calls): PendingCall | undefined =>
  underWay(calls) ? undefined : calls.find((call) => call.endedAt !== undefined && !isDraft(call))

export const isDraft = ({ detected }: PendingCall): boolean => detected?.draft ?? false

/** The same array when the event changes nothing. */
export function next(calls: Calls, event: CallEvent): Calls {
  const current = underWay(calls)
  switch (event.type) {
    case 'dial': {
      const { type, at, ...call } = event
      if (current?.phone === call.phone && Math.abs(at - current.dialledAt) < doubleTap) return calls
      return [...ended(calls, at), { ...call, dialledAt: at }]
    }
    case 'hide':
      return current && current.hiddenAt === undefined ? changed(calls, { ...current, hiddenAt: event.at }) : calls
    case 'show':
      return current?.hiddenAt === undefined ? calls : ended(calls, event.at)
    case 'end':
      return current?.id === event.id ? ended(calls, event.at) : calls
    case 'resume': {
      const call = calls.find(({ id }) => id === event.id)
      if (!call || call.detected || current) return calls
      const { endedAt, ...rest } = call
      return [...without(calls, call.id), rest]
    }
    case 'keep': {
      const call = calls.find(({ id }) => id === event.id)
      return call ? changed(calls, { ...call, answer: event.answer }) : calls
    }
    case 'remove':
      return calls.some(({ id }) => id === event.id) ? without(calls, event.id) : calls
    case 'detect': {
      const { dialledAt, endedAt } = event.call
      // A call that was started from the app is the same one: it is asked about already.
      const known = (call: PendingCall) => call.dialledAt < endedAt && (call.endedAt ?? endedAt) > dialledAt
      return calls.some(known) ? calls : [event.call, ...calls]
    }
    case 'ask': {
      const call = calls.find(({ id }) => id === event.id)
      return call?.detected?.draft ? changed(calls, { ...call, detected: { ...call.detected, draft: false } }) : calls
    }
    case 'restore':
      return calls.some(({ id }) => id === event.call.id) ? calls : [event.call, ...calls]
  }
}

const without = (calls: Calls, id: string): Calls => calls.filter((call) => call.id !== id)
const changed = (calls: Calls, by: PendingCall): Calls => calls.map((call) => (call.id === by.id ? by : call))
const ended = (calls: Calls, at: number): Calls =>
  calls.map((call) => (call.endedAt === undefined ? { ...call, endedAt: at } : call))

/** Device clock, ms. */
export function startOf({ dialledAt, hiddenAt = dialledAt }: PendingCall): number {
  const wait = hiddenAt - dialledAt
  return wait >= 0 && wait <= diallerWait ? hiddenAt : dialledAt
}

/** Seconds, never less than the call took unless the clock was set: 0…86,400. */
export function estimate(call: PendingCall): number {
  const start = startOf(call)
  const seconds = Math.round(((call.endedAt ?? start) - start) / 1_000)
  return Math.min(Math.max(seconds, 0), longestCall)
}

/** The sheet as it opens: one tap saves it. */
export function answerOf(call: PendingCall): FormState {
  const seconds = estimate(call)
  return {
    ...blankForm,
    // Who called whom, nothing has noticed.
    kind: call.detected ? undefined : { callType: 'outgoing', status: 'completed' },
    minutes: seconds ? String(Math.floor(seconds / 60)) : '',
    seconds: seconds ? String(seconds % 60) : '',
    name: call.name ?? '',
    phone: call.phone,
  }
}

/** What was said in another tab about a call that is logged already: it is added, and replaces nothing. */
export function withLate(logged: CallDraft, late: FormState): CallDraft {
  const typed = late.notes.trim()
  const before = logged.notes ?? ''
  const notes = says(before, typed) ? before : typed.startsWith(before) ? typed : `${before}\n${typed}`.slice(0, 10_000)
  return {
    ...logged,
    notes: notes || null,
    contactName: logged.contactName ?? (late.name.trim() || null),
    outcome: logged.outcome ?? late.outcome,
    private: logged.private || late.private,
  }
}

/** Whether it begins a line of the text, and ends where a word does. */
function says(text: string, part: string): boolean {
  const at = `\n${text}`.indexOf(`\n${part}`)
  return part === '' || (at >= 0 && /^(\s|$)/.test(text.slice(at + part.length)))
}

/** `read`: what the person confirmed. A clock that was set back must not put the call into the future. */
export function timedDraft(call: PendingCall, read: CallDraft, now: number): CallDraft {
  const start = startOf(call)
  const { detected } = call
  return {
    ...read,
    id: call.id,
    ...(detected ? {} : { contactPhone: call.phone, contactName: call.name, assignmentId: call.assignmentId ?? null }),
    source: detected && detected.cause !== 'tap' ? 'detected' : 'timed',
    startedAt: new Date(Math.min(start, now)).toISOString(),
    clockSuspect: read.clockSuspect || start > now || (call.endedAt ?? start) < start || (detected?.clockSuspect ?? false),
  }
}
