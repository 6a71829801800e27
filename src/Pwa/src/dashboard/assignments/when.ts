import type { Assignment } from '../../contract'
import { work } from '../../i18n/work'
import { dayShort, time } from '../../lib/format'
import { timeZone, today } from '../store'

const words = work.assignments

/** When it is due, in a word or two. */
export function dueText({ dueDay, dueAt }: Assignment): string {
  if (!dueDay) return words.noDay
  return dueAt ? `${dayShort(dueDay)}, ${time(dueAt, timeZone.value)}` : dayShort(dueDay)
}

export function isOverdue({ state, deleted, dueDay, dueAt, followUpAt }: Assignment, now: number): boolean {
  if (state !== 'open' || deleted) return false
  const at = followUpAt ?? dueAt
  if (at) return Date.parse(at) <= now
  return dueDay !== null && dueDay < today()
}
