import type { Call, CallDraft, Exclusion } from '../contract'
import { normalizePhone } from '../lib/phone'
import { isExcluded } from '../privacy/rule'
import { implausible, type LogEntry, type Unusable } from './entry'
import { importedIds } from './ids'
import { matchOneToOne } from './match'

export interface Context {
  employeeId: string
  /** Device clock, ms. */
  now: number
  /** Only calls from then on, ms. */
  since: number
  exclusions: readonly Exclusion[]
  /** E.164 of what is written, or undefined. */
  inFull: (number: string) => string | undefined
}

export interface Logged {
  view: Call
}

export interface Correction {
  call: Call
  startedAt: string
  duration: number
}

/** What an import would do. */
export interface Plan {
  fresh: CallDraft[]
  /** Logged already: by an earlier import, or by hand. */
  known: number
  /** Deleted after an earlier import: they stay deleted. */
  deleted: number
  /** Of those, calls whose times were only estimated by the app. */
  corrections: Correction[]
  /** With an excluded number: they stay out. */
  excluded: number
  /** Before the chosen day. */
  older: number
  unusable: Unusable[]
}

/** Pure but for hashing: what the file says against what is logged. `logged` has deleted calls, too: they stay deleted. */
export async function makePlan(
  entries: readonly LogEntry[],
  unreadable: readonly Unusable[],
  logged: readonly Call[],
  context: Context,
): Promise<Plan> {
  const plan: Plan = { fresh: [], known: 0, deleted: 0, corrections: [], excluded: 0, older: 0, unusable: [...unreadable] }
  const rows: LogEntry[] = []
  for (const entry of entries) {
    const why = implausible(entry.start, entry.duration, context.now)
    const number = entry.number === null ? null : (context.inFull(entry.number) ?? normalizePhone(entry.number))
    if (why) plan.unusable.push({ line: entry.line, why })
    else if (number === undefined) plan.unusable.push({ line: entry.line, why: 'number' })
    else if (isExcluded(context.exclusions, number)) plan.excluded += 1
    // Counted with the rest, or a shorter range would change the ids of calls that the log writes alike.
    else rows.push({ ...entry, number })
  }

  const ids = await importedIds(context.employeeId, rows)
  const drafts = rows.map((row, i) => draftOf(row, ids[i] as string, context.now))
  const byId = new Map(logged.map((call) => [call.id, call]))
  const open = drafts.filter((draft) => {
    if (Date.parse(draft.startedAt) < context.since) plan.older += 1
    else if (byId.get(draft.id)?.deleted) plan.deleted += 1
    else if (byId.has(draft.id)) plan.known += 1
    else return true
    return false
  })

  const here = new Set(ids)
  // What this very file made before is matched by its id alone, or its redial would be taken for it.
  const others = logged.filter((call) => !call.deleted && !here.has(call.id))
  const matched = matchOneToOne(open.map(timed), others.map(timed))
  for (const draft of open) {
    const call = byId.get(matched.get(draft.id) ?? '')
    if (!call) {
      plan.fresh.push(draft)
      continue
    }
    plan.known += 1
    const differs = call.duration !== draft.duration || call.startedAt !== draft.startedAt
    if (call.source === 'timed' && call.status === draft.status && differs && !call.private)
      plan.corrections.push({ call, startedAt: draft.startedAt, duration: draft.duration })
  }
  plan.fresh.sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  return plan
}

const timed = (call: Pick<Call, 'id' | 'contactPhone' | 'callType' | 'startedAt'>) => ({
  key: call.id,
  number: call.contactPhone,
  callType: call.callType,
  start: Date.parse(call.startedAt),
})

const draftOf = (row: LogEntry, id: string, now: number): CallDraft => ({
  id,
  contactName: row.name,
  contactPhone: row.number,
  callType: row.callType,
  status: row.status,
  duration: row.status === 'completed' ? row.duration : 0,
  notes: null,
  outcome: null,
  startedAt: new Date(row.start).toISOString(),
  createdAt: new Date(now).toISOString(),
  source: 'imported',
  assignmentId: null,
  private: false,
  clockSuspect: false,
})
