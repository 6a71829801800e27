import { audit as words } from '../../i18n/audit'
import { callsWords } from '../../i18n/calls'
import { desk } from '../../i18n/desk'
import { org } from '../../i18n/org'
import { dayShort, number } from '../../lib/format'

/** What an entry says besides whom and which call it was about. */
export interface Said {
  name: string
  label: string
  value: string
}

/** Said otherwise, or to nobody: an id stands for somebody, and a version means something to phones alone. */
const unsaid = ['employeeId', 'employeeIds', 'callId', 'assignmentId', 'announcementId', 'version']

/** The details of an entry in the words of the dashboard; what nobody knows is said as it was written down. */
export function about(details: Readonly<Record<string, string>>): Said[] {
  return Object.entries(details)
    .filter(([name]) => !unsaid.includes(name))
    .map(([name, value]) => ({
      name,
      label: words.details[name] ?? name,
      value: sayings[name]?.(value, details) ?? value,
    }))
}

/** Whom it was about. */
export function whom({ employeeId, employeeIds = '' }: Readonly<Record<string, string>>): string[] {
  return employeeId ? [employeeId] : employeeIds.split(' ').filter((id) => id)
}

const sayings: Record<string, (value: string, details: Readonly<Record<string, string>>) => string> = {
  entries: (value, { employeeId }) => targets(value, employeeId !== undefined),
  outcomes: names,
  teams: names,
  count: (value) => number(Number(value)),
  from: day,
  to: day,
  fields: (value) => each(value, ', ', (name) => fieldNames[name]),
  filters: (value) => each(value, ', ', (name) => filterNames[name]),
  role: (value) => each(value, ' → ', (role) => desk.employees.roles[role]),
  recording: (value) => each(value, ' → ', (mode) => modeNames[mode]),
  privateCalls: (value) => each(value, ' → ', (mode) => modeNames[mode]),
}

const each = (value: string, between: string, nameOf: (code: string) => string | undefined): string =>
  value
    .split(between)
    .map((code) => nameOf(code) ?? code)
    .join(between)

/** A call's fields are called as in its history, a person's as in the list of people. */
const fieldNames: Record<string, string> = {
  ...callsWords.call.fields,
  name: desk.employees.columns.name,
  phone: desk.employees.columns.phone,
  team: desk.employees.columns.team,
}

const filterNames: Record<string, string> = {
  status: callsWords.table.status,
  callType: callsWords.table.type,
  outcome: callsWords.table.outcome,
  phone: callsWords.table.names.phone,
  text: words.searched,
}

/** As the server's enums are called. */
const modeNames: Record<string, string> = {
  Off: org.recordings.off.name,
  Notice: org.recordings.notice.name,
  AllParty: org.recordings['all-party'].name,
  OffServer: org.modes['off-server'].name,
  DurationOnly: org.modes['duration-only'].name,
}

function day(value: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayShort(value) : value
}

/** A plan as it was noted: `2026-11-27=7 2026-12-01=-`, which says that somebody's own one ends then, or everybody's; or nothing. */
function targets(noted: string, isOwn: boolean): string {
  if (!noted) return isOwn ? words.asEverybody : words.noTarget
  const none = isOwn ? words.asEverybodyFrom : words.noTargetFrom
  const entries = noted.split(' ').map((entry) => entry.split('='))
  return some(entries.map(([from = '', calls]) => (calls === '-' ? none(day(from)) : words.targetFrom(Number(calls), day(from)))))
}

/** `Sold | Later → Sold | Never`: what came and what went; all of both would be a page, and the difference nowhere in it. */
function names(noted: string): string {
  const [before, after] = noted.split(' → ').map((list) => list.split(' | ').filter((name) => name))
  if (!before || !after) return noted
  const added = after.filter((name) => !before.includes(name))
  const removed = before.filter((name) => !after.includes(name))
  const said = [added.length > 0 && words.added(some(added)), removed.length > 0 && words.removed(some(removed))]
  return said.filter((part) => part !== false).join('; ') || words.reordered
}

/** So many are said of a long list. */
const most = 5

function some(list: readonly string[]): string {
  const said = list.slice(0, most).join(', ')
  return list.length > most ? `${said} ${words.others(list.length - most)}` : said
}
