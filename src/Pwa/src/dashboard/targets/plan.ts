import type { TargetEntry, TargetPlan } from '../../contract'

/** Targets over time, as src/Lambdas/Targets/Target.cs has them. Pure. */

/** Undefined and null: it says nothing about this day. */
export const callsOn = (plan: TargetPlan | undefined, day: string): number | null | undefined =>
  plan?.entries.filter(({ from }) => from <= day).at(-1)?.calls

/** The person's own, else the organisation's; 0: none. */
export const targetOn = (own: TargetPlan | undefined, organisation: TargetPlan, day: string): number =>
  callsOn(own, day) ?? callsOn(organisation, day) ?? 0

export const nextChange = (plan: TargetPlan | undefined, day: string): TargetEntry | undefined =>
  plan?.entries.find(({ from }) => from > day)

/** A row of the dialog; all text. */
export interface Row {
  key: number
  from: string
  calls: string
}

export type RowError = 'day' | 'twice' | 'calls'

export const most = 1_000

/** The entries that the rows describe, or what is wrong with which. */
export function readRows(rows: readonly Row[]): { entries: TargetEntry[]; errors: Map<number, RowError> } {
  const errors = new Map<number, RowError>()
  const days = new Set<string>()
  const entries = rows.map(({ key, from, calls }): TargetEntry => {
    const text = calls.trim()
    const number = text === '' ? null : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
    if (!/^20\d\d-\d\d-\d\d$/.test(from)) errors.set(key, 'day')
    else if (days.has(from)) errors.set(key, 'twice')
    else if (number !== null && !(number <= most)) errors.set(key, 'calls')
    days.add(from)
    return { from, calls: number }
  })
  return { entries: entries.sort((a, b) => (a.from < b.from ? -1 : 1)), errors }
}

/** What the dialog begins with: whoever has no plan yet most likely wants one from today. */
export const shownEntries = ({ entries }: TargetPlan, day: string): TargetEntry[] =>
  entries.length > 0 ? entries : [{ from: day, calls: null }]

/** What was typed, upon what somebody else saved meanwhile: day by day, the person's own changes stay. */
export function rebasedPlan(
  typed: readonly TargetEntry[],
  before: readonly TargetEntry[],
  now: readonly TargetEntry[],
): TargetEntry[] {
  const [mine, old, theirs] = [typed, before, now].map((entries) => new Map(entries.map(({ from, calls }) => [from, calls])))
  const days = new Set([...typed, ...before, ...now].map(({ from }) => from))
  return [...days].sort().flatMap((from) => {
    const calls = mine?.get(from) === old?.get(from) ? theirs?.get(from) : mine?.get(from)
    return calls === undefined ? [] : [{ from, calls }]
  })
}
