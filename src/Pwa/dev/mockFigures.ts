import type { Call, Dashboard, Employee, Figures } from '../src/contract'
import { addDays, dayOf, daysBetween, weekdayOf } from '../src/lib/days'
import { zone } from './mockData'

/** GET /dashboard, counted call by call. */
export function figuresOf(query: URLSearchParams, calls: readonly Call[], employees: readonly Employee[]): Dashboard {
  const from = query.get('from') ?? dayOf(Date.now(), zone)
  const to = query.get('to') ?? from
  const who = query.get('employeeId')
  const length = daysBetween(from, to) + 1
  const all = calls.filter((call) => !call.deleted && !call.private)
  const returned = lastReached(all)
  const chosen = all
    .filter((call) => !who || call.employeeId === who)
    .map((call) => ({ ...call, day: dayOf(call.startedAt, zone) }))
  const within = (first: string, last: string) => chosen.filter(({ day }) => day >= first && day <= last)
  const current = within(from, to)
  const figures = (some: Call[]) => count(some, returned)
  return {
    from,
    to,
    totals: figures(current),
    previous: figures(within(addDays(from, -length), addDays(from, -1))),
    byDay: Array.from({ length }, (_, i) => addDays(from, i)).map((day) => ({
      day,
      ...figures(current.filter((call) => call.day === day)),
    })),
    byHour: byHour(current),
    byOutcome: byOutcome(current),
    byEmployee: employees
      .map(({ id, name }, index) => ({
        employeeId: id,
        name,
        target: targetOf(index),
        targetCalls: targetOf(index) && (targetOf(index) ?? 0) * Math.ceil((length * 5) / 7),
        ...figures(current.filter((call) => call.employeeId === id)),
      }))
      .filter(({ calls: n }) => n > 0),
  }
}

const targetOf = (index: number): number | null => (index % 5 === 4 ? null : 10 + (index % 3))

function lastReached(all: readonly Call[]): Map<string, string> {
  const last = new Map<string, string>()
  for (const { contactPhone, status, startedAt } of all)
    if (contactPhone && status === 'completed' && startedAt > (last.get(contactPhone) ?? '')) last.set(contactPhone, startedAt)
  return last
}

function byHour(calls: readonly Call[]): number[][] {
  const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0))
  for (const { startedAt } of calls) {
    const row = hours[weekdayOf(dayOf(startedAt, zone))]
    const hour = Number(new Date(startedAt).toLocaleString('en-GB', { timeZone: zone, hour: '2-digit' }))
    if (row) row[hour] = (row[hour] ?? 0) + 1
  }
  return hours
}

function byOutcome(calls: readonly Call[]): Dashboard['byOutcome'] {
  const counts = new Map<string | null, number>()
  for (const { outcome } of calls) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts]
    .map(([outcome, n]) => ({ outcome, calls: n }))
    .sort((a, b) => Number(a.outcome === null) - Number(b.outcome === null) || b.calls - a.calls)
}

function count(calls: readonly Call[], returned: ReadonlyMap<string, string>): Figures {
  const sum = (fits: (call: Call) => boolean) => calls.filter(fits).length
  return {
    calls: calls.length,
    completed: sum((call) => call.status === 'completed'),
    missed: sum((call) => call.status === 'missed'),
    rejected: sum((call) => call.status === 'rejected'),
    incoming: sum((call) => call.callType === 'incoming'),
    outgoing: sum((call) => call.callType === 'outgoing'),
    talkSeconds: calls.reduce((seconds, call) => seconds + (call.status === 'completed' ? call.duration : 0), 0),
    uniqueContacts: new Set(calls.flatMap(({ contactPhone }) => contactPhone ?? [])).size,
    unreturnedMissed: sum(
      ({ status, callType, contactPhone, startedAt }) =>
        status === 'missed' &&
        callType === 'incoming' &&
        contactPhone !== null &&
        startedAt >= (returned.get(contactPhone) ?? ''),
    ),
  }
}
