import type { Announcement, Assignment, Employee } from '../src/contract'
import { addDays, dayOf } from '../src/lib/days'
import { uuidv7 } from '../src/lib/uuid'
import { zone } from './mockData'

const contacts = [
  'Anna Bell',
  'Bright Dental',
  'Carlos Ruiz',
  'يارا منصور',
  'Delta Motors',
  'יעל כהן',
  'Fern & Sons',
  'George Hill',
  null,
  'Hana Sato',
]
const notes = [
  'Asked for a price for 50 seats.',
  null,
  'The contract ends next month: offer the longer one.',
  'Prefers mornings.',
  null,
]

const idAt = (ms: number, i: number) => uuidv7(ms, (length) => Uint8Array.from({ length }, (_, at) => (i * 31 + at * 7) % 256))

/** For each of the first people some of every kind: overdue, today's, later ones, and what is over. */
export function demoAssignments(employees: readonly Employee[]): Assignment[] {
  const now = Date.now()
  const today = dayOf(now, zone)
  const manager = employees.find(({ role }) => role === 'manager')
  const able = employees.filter(({ status, role }) => status === 'active' && role === 'employee').slice(0, 4)
  return able.flatMap((employee, person) =>
    Array.from({ length: 9 }, (_, i): Assignment => {
      const at = now - (10 - i) * 3_600_000 - person * 60_000
      const state = i < 6 ? 'open' : ((['called', 'done', 'skipped'] as const)[i - 6] ?? 'done')
      const dueDay = i === 5 ? null : addDays(today, [-2, 0, 0, 1, 5, 0, -1, -1, -3][i] ?? 0)
      return {
        id: idAt(at, person * 10 + i),
        employeeId: employee.id,
        contactName: contacts[(person * 3 + i) % contacts.length] ?? null,
        contactPhone: `+44770090${1000 + person * 100 + i}`,
        note: notes[(person + i) % notes.length] ?? null,
        dueDay,
        dueAt: i === 1 ? new Date(now + 2 * 3_600_000).toISOString() : null,
        state,
        closedAt: state === 'open' ? null : new Date(at + 1_800_000).toISOString(),
        followUpAt: i === 3 ? new Date(now + 26 * 3_600_000).toISOString() : null,
        remindAt: i === 3 ? new Date(now + 26 * 3_600_000).toISOString() : null,
        callIds: [],
        assignedBy: manager?.id ?? employee.id,
        createdAt: new Date(at).toISOString(),
        updatedAt: new Date(at + 1_800_000).toISOString(),
        version: 1,
        deleted: false,
      }
    }),
  )
}

export function demoAnnouncements(employees: readonly Employee[]): Announcement[] {
  const manager = employees.find(({ role }) => role === 'manager')
  const said: [string, string, string | null][] = [
    [
      'New price list from Monday',
      'The price list of the spring is in force from Monday.\n\nPlease name no old prices in calls from then on.',
      null,
    ],
    ['North: stand-up at nine', 'Tomorrow we meet at nine instead of half past.', 'North'],
    ['Thank you', 'The best month since we started. Thank you all!', null],
  ]
  return said.map(([title, body, team], i) => ({
    id: idAt(Date.now() - i * 86_400_000, 200 + i),
    title,
    body,
    team,
    authorId: manager?.id ?? '',
    authorName: manager?.name ?? '',
    at: new Date(Date.now() - i * 86_400_000 - 3_600_000).toISOString(),
    readAt: null,
    reads: i * 2,
  }))
}
