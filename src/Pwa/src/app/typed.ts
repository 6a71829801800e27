import { wallTime } from '../lib/days'
import type { KeptForm } from '../sync/kept'
import type { FormState } from './draft'

/** After so long without a key, what is typed is kept: long enough for a word, short enough for a battery that ends. */
export const pauseMs = 500
/** What opened just now may still say "now". */
const freshMs = 60_000
const texts: (keyof FormState)[] = ['name', 'phone', 'notes', 'minutes', 'seconds']

/** What was changed; undefined where it is not worth keeping: of a new call, what a tap chooses again. */
export function worthKeeping(typed: Partial<FormState>, opened: FormState, isNew: boolean): Partial<FormState> | undefined {
  const changed = (Object.keys(typed) as (keyof FormState)[]).filter(
    (field) => JSON.stringify(typed[field]) !== JSON.stringify(opened[field]),
  )
  const isWorth = isNew ? changed.some((field) => texts.includes(field)) || typeof typed.when === 'string' : changed.length > 0
  return isWorth ? Object.fromEntries(changed.map((field) => [field, typed[field]])) : undefined
}

/** As it was typed. "Now" and "5 minutes ago" meant the time of typing. */
export function typedThen({ typed, at }: KeptForm, isNew: boolean, now: number, zone: string): Partial<FormState> {
  const before: Partial<FormState> = typed
  const isRelative = isNew ? typeof before.when !== 'string' : 'when' in before && typeof before.when !== 'string'
  if (!isRelative || now - at < freshMs) return before
  return { ...before, when: wallTime(at - Number(before.when ?? 0) * 60_000, zone) }
}
