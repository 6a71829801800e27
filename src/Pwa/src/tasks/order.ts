import type { Assignment } from '../contract'
import { addDays, dayOf, startOfDay } from '../lib/days'

/** In which order assignments stand, and which are late. Pure. */

/** ms: from then on it is overdue. What has no date never is. */
export function dueOf({ followUpAt, dueAt, dueDay }: Assignment, zone: string): number {
  const at = followUpAt ?? dueAt
  if (at) return Date.parse(at)
  return dueDay ? startOfDay(addDays(dueDay, 1), zone) : Number.POSITIVE_INFINITY
}

export const isOpen = ({ state }: Assignment): boolean => state === 'open'

export const isOverdue = (assignment: Assignment, now: number, zone: string): boolean =>
  isOpen(assignment) && dueOf(assignment, zone) <= now

/** The person wanted to be reminded by now. */
export const isReminding = ({ remindAt, ...rest }: Assignment, now: number): boolean =>
  remindAt !== null && Date.parse(remindAt) <= now && rest.state === 'open'

export interface Groups {
  overdue: Assignment[]
  today: Assignment[]
  later: Assignment[]
  whenever: Assignment[]
  /** The last first. */
  over: Assignment[]
}

export function grouped(assignments: readonly Assignment[], now: number, zone: string): Groups {
  const groups: Groups = { overdue: [], today: [], later: [], whenever: [], over: [] }
  const tomorrow = startOfDay(addDays(dayOf(now, zone), 1), zone)
  for (const assignment of assignments) groups[groupOf(assignment, now, tomorrow, zone)].push(assignment)
  for (const name of ['overdue', 'today', 'later', 'whenever'] as const) groups[name].sort((a, b) => inOrder(a, b, zone))
  groups.over.sort((a, b) => ((a.closedAt ?? '') < (b.closedAt ?? '') ? 1 : -1))
  return groups
}

function groupOf(assignment: Assignment, now: number, tomorrow: number, zone: string): keyof Groups {
  if (!isOpen(assignment)) return 'over'
  const due = dueOf(assignment, zone)
  if (due <= now) return 'overdue'
  if (due === Number.POSITIVE_INFINITY) return 'whenever'
  // What is due on a day is due until its end.
  return due <= tomorrow ? 'today' : 'later'
}

function inOrder(a: Assignment, b: Assignment, zone: string): number {
  const [first, second] = [dueOf(a, zone), dueOf(b, zone)]
  if (first !== second) return first < second ? -1 : 1
  return a.id < b.id ? -1 : 1
}

/** What is next, overdue ones first. */
export function nextOnes({ overdue, today, later, whenever }: Groups): Assignment[] {
  return [...overdue, ...today, ...later, ...whenever]
}
