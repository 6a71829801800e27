import type { Call, Employee } from '../src/contract'
import { uuidv7 } from '../src/lib/uuid'

export const zone = 'Europe/London'

let seed = 7
const random = (): number => {
  // Mulberry32.
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
const bytes = (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256))

const people = [
  'Ada Marsh',
  'Ben Okafor',
  'Chloé Dubois',
  'Dmitri Volkov',
  'ليلى حداد',
  'Finn O’Brien',
  'Grace Liu',
  'Hugo Santos',
]
const contacts = [
  'Anna Bell',
  'Bright Dental',
  'Carlos Ruiz',
  'Delta Motors',
  'יעל כהן',
  'Fern & Sons',
  'George Hill',
  'Hana Sato',
  'Iris Novak',
  'Jonas Weber',
]

/** `extra` people more than the usual ones, or with `false` the manager alone, as after the first deployment. */
export function demoEmployees(extra: number | false): Employee[] {
  const manager = employee('Maya Manager', 'manager@ooak.test', 'manager')
  if (extra === false) return [manager]
  const usual = people.map((name, i) => ({
    ...employee(name, `employee${i + 1}@ooak.test`, 'employee'),
    phone: i % 4 === 3 ? null : `+4477009001${10 + i}`,
    team: ['North', 'South', null][i % 3] ?? null,
    ...(i === 5 && invited(2)),
    ...(i === 6 && invited(12)),
    ...(i === 7 && { status: 'disabled' as const }),
  }))
  const more = Array.from({ length: extra }, (_, i) => ({
    ...employee(`${pick(people)} ${pick(contacts)} ${i}`, `person${i}@ooak.test`, i % 40 === 0 ? 'manager' : 'employee'),
    team: pick(['North', 'South', 'East', 'فريق المبيعات', null]),
    ...(i % 9 === 0 && invited(i % 10)),
  }))
  const long = { ...employee(`${'Wolfeschlegelsteinhausen '.repeat(7)}Bergerdorff`, 'long@ooak.test', 'employee'), ...invited(1) }
  return [...usual, long, manager, ...more]
}

export function employee(name: string, email: string, role: Employee['role']): Employee {
  const id = uuidv7(1_700_000_000_000, bytes)
  return {
    id,
    email,
    name,
    phone: null,
    role,
    team: null,
    status: 'active',
    createdAt: '2026-01-01T09:30:00.000Z',
    reachable: true,
  }
}

export function invited(daysAgo: number): Pick<Employee, 'status' | 'invitedAt'> {
  return { status: 'invited', invitedAt: new Date(Date.now() - daysAgo * 86_400_000).toISOString() }
}

export function* demoCalls(employees: readonly Employee[], days = 60, perDay = 12): Generator<Call> {
  for (const { id: employeeId, role, status } of employees.slice(0, 12)) {
    if (role === 'manager' || status === 'invited') continue
    for (let day = 0; day < days; day++) {
      const midnight = Math.floor(Date.now() / 86_400_000 - day) * 86_400_000
      const weekend = [0, 6].includes(new Date(midnight).getUTCDay())
      for (let n = 0; n < (weekend ? 2 : perDay * (0.6 + random() * 0.8)); n++) {
        const start = midnight + (8.5 + random() * 9 * (0.7 + 0.3 * random())) * 3_600_000
        if (start < Date.now()) yield call(employeeId, start)
      }
    }
  }
}

function call(employeeId: string, start: number): Call {
  const chance = random()
  const status = chance < 0.68 ? 'completed' : chance < 0.92 ? 'missed' : 'rejected'
  const at = new Date(start).toISOString()
  return {
    id: uuidv7(start, bytes),
    employeeId,
    contactName: random() < 0.85 ? pick(contacts) : null,
    contactPhone: random() < 0.95 ? `+4420794600${10 + Math.floor(random() * 90)}` : null,
    callType: random() < 0.6 ? 'outgoing' : 'incoming',
    status,
    duration: status === 'completed' ? Math.floor(15 + random() ** 2 * 1_200) : 0,
    notes: random() < 0.3 ? 'Asked for the new price list and a call next week.' : null,
    outcome: status === 'completed' && random() < 0.6 ? pick(['Interested', 'Call back', 'Not interested', 'Sale']) : null,
    startedAt: at,
    createdAt: at,
    syncedAt: at,
    updatedAt: at,
    source: 'manual',
    assignmentId: null,
    private: false,
    clockSuspect: false,
    recording: null,
    version: 1,
    deleted: false,
  }
}
