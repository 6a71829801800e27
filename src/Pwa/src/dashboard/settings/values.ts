import type { Exclusion, Settings, SettingsUpdate } from '../../contract'

export const mostOutcomes = 20
export const longestOutcome = 40
export const mostExclusions = 500
export const longestLock = 120

/** What this page changes of the settings. `lockMinutes` is NaN while what is typed is no number. */
export type Values = Pick<Settings, 'outcomes' | 'lockMinutes' | 'recording' | 'privateCalls' | 'exclusions'>
export type FieldName = keyof Values
export const fieldNames: FieldName[] = ['outcomes', 'privateCalls', 'exclusions', 'recording', 'lockMinutes']

/** What is on the screen. A key stays with its row while rows move. */
export interface Draft extends Omit<Values, 'outcomes' | 'lockMinutes'> {
  outcomes: { key: number; name: string }[]
  minutes: string
}

/** By the server's names of fields and places: `outcomes[3]`, `lockMinutes`; `form` for what has no place. */
export type Errors = Record<string, string>

export const draftOf = ({ outcomes, lockMinutes, recording, privateCalls, exclusions }: Values): Draft => ({
  outcomes: outcomes.map((name, key) => ({ key, name })),
  minutes: String(lockMinutes),
  recording,
  privateCalls,
  exclusions,
})

export const valuesOf = ({ outcomes, minutes, ...rest }: Draft): Values => ({
  ...rest,
  outcomes: outcomes.map(({ name }) => name.trim()),
  lockMinutes: /^\d+$/.test(minutes.trim()) ? Number(minutes) : Number.NaN,
})

/** The server compares the same three. */
export const identity = ({ number, prefix, label }: Exclusion): string => JSON.stringify([number, prefix, label])
/** One number is in the list once, whatever its label. */
export const place = ({ number, prefix }: Exclusion): string => (prefix ? `${number}*` : number)

const same = (one: Values, other: Values, field: FieldName): boolean =>
  field === 'exclusions'
    ? one.exclusions.map(identity).join() === other.exclusions.map(identity).join()
    : JSON.stringify(one[field]) === JSON.stringify(other[field])

export const changedFields = (from: Values, to: Values): FieldName[] => fieldNames.filter((field) => !same(from, to, field))

/** What to send: a field that did not change is absent, so that it stays whatever it is by then. */
export function changesOf(settings: Settings, values: Values): SettingsUpdate {
  const changes = changedFields(settings, values).map((field) => [field, values[field]])
  return { version: settings.version, ...Object.fromEntries(changes) }
}

/**
 * Three ways: `mine` where I changed it, else `theirs`. The exclusion list merges entry by entry, for nobody means to drop
 * a number that they never saw; of one number with two labels mine stays. `contested`: both changed it, and not to the same.
 */
export function merge(base: Values, mine: Values, theirs: Values): { values: Values; contested: FieldName[] } {
  const values: Values = { ...theirs }
  const contested: FieldName[] = []
  for (const field of changedFields(base, mine)) {
    if (field === 'exclusions') {
      values.exclusions = mergeExclusions(base.exclusions, mine.exclusions, theirs.exclusions)
      continue
    }
    Object.assign(values, { [field]: mine[field] })
    if (!same(base, theirs, field) && !same(mine, theirs, field)) contested.push(field)
  }
  return { values, contested }
}

function mergeExclusions(base: Exclusion[], mine: Exclusion[], theirs: Exclusion[]): Exclusion[] {
  const before = new Set(base.map(identity))
  const here = new Set(mine.map(identity))
  const added = mine.filter((entry) => !before.has(identity(entry)))
  const replaced = new Set(added.map(place))
  const kept = theirs.filter(
    (entry) => !replaced.has(place(entry)) && (here.has(identity(entry)) || !before.has(identity(entry))),
  )
  return [...kept, ...added]
}

interface Words {
  outcomeEmpty: string
  outcomeTwice: string
  outcomeNone: string
  lockRange: string
}

/** What the server would refuse, found before it is asked. */
export function check({ outcomes, lockMinutes }: Values, words: Words): Errors {
  const errors: Errors = {}
  const known = new Set<string>()
  if (outcomes.length === 0) errors.outcomes = words.outcomeNone
  for (const [index, name] of outcomes.entries()) {
    const folded = name.toUpperCase()
    if (!name) errors[`outcomes[${index}]`] = words.outcomeEmpty
    else if (known.has(folded)) errors[`outcomes[${index}]`] = words.outcomeTwice
    known.add(folded)
  }
  if (!(lockMinutes >= 0 && lockMinutes <= longestLock)) errors.lockMinutes = words.lockRange
  return errors
}

/** Swaps a row with its neighbour; at the ends nothing moves. */
export function moved<T>(rows: T[], from: number, to: number): T[] {
  if (to < 0 || to >= rows.length) return rows
  const next = rows.slice()
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
