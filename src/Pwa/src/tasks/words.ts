import type { Assignment } from '../contract'
import { tasks as words } from '../i18n/tasks'
import { dayOf } from '../lib/days'
import { dayShort, dayToday, time } from '../lib/format'

/** "today", else the date. */
const dayText = (day: string, today: string): string => (day === today ? dayToday() : dayShort(day))

/** "today, 14:30". */
export function momentText(iso: string, zone: string, now: number): string {
  return `${dayText(dayOf(iso, zone), dayOf(now, zone))}, ${time(iso, zone)}`
}

/** When it is to be done, or what became of it; nothing where no date was set. */
export function lineOf(assignment: Assignment, zone: string, now: number): string | undefined {
  const { state, closedAt, followUpAt, dueAt, dueDay } = assignment
  if (state !== 'open') return words.stateAt(words.states[state], momentText(closedAt ?? assignment.updatedAt, zone, now))
  if (followUpAt) return words.followUp(momentText(followUpAt, zone, now))
  const today = dayOf(now, zone)
  if (dueAt) return words.dueAt(dayText(dayOf(dueAt, zone), today), time(dueAt, zone))
  return dueDay ? words.dueDay(dayText(dueDay, today)) : undefined
}
