import { setTimeout as after } from 'node:timers/promises'
import type { Call } from '../../../../src/Pwa/src/contract'
import type { Cloud } from '../cloud/cloud'
import type { Person } from '../cloud/person'
import type { ServerCall } from './server'

interface Figures {
  calls: number
  completed: number
  missed: number
  rejected: number
  incoming: number
  outgoing: number
  talkSeconds: number
  uniqueContacts: number
  unreturnedMissed: number
}

const names = [
  'calls',
  'completed',
  'missed',
  'rejected',
  'incoming',
  'outgoing',
  'talkSeconds',
  'uniqueContacts',
  'unreturnedMissed',
] as const

/** Waits until the dashboard shows what a recount of the table gives; says what differs if it never does. */
export async function miscounts(
  cloud: Cloud,
  manager: Person,
  employeeId: string,
  server: ReadonlyMap<string, ServerCall>,
  everybodys: readonly Call[],
  patience = 60_000,
): Promise<string[]> {
  const counted = [...server.values()].map(({ call }) => call).filter(counts)
  // A day more on both sides: the organisation's days are not UTC's.
  const starts = counted.map((call) => Date.parse(call.startedAt)).sort((a, b) => a - b)
  const [from, to] = [dayOf((starts[0] ?? 0) - day), dayOf((starts.at(-1) ?? 0) + day)]
  const expected = line({
    calls: counted.length,
    completed: counted.filter(({ status }) => status === 'completed').length,
    missed: counted.filter(({ status }) => status === 'missed').length,
    rejected: counted.filter(({ status }) => status === 'rejected').length,
    incoming: counted.filter(({ callType }) => callType === 'incoming').length,
    outgoing: counted.filter(({ callType }) => callType === 'outgoing').length,
    talkSeconds: counted.reduce((sum, call) => sum + (call.status === 'completed' ? call.duration : 0), 0),
    uniqueContacts: new Set(counted.flatMap(({ contactPhone }) => contactPhone ?? [])).size,
    unreturnedMissed: counted.filter((call) => isUnreturned(call, everybodys)).length,
  })
  const deadline = Date.now() + patience
  let wait = 250
  for (;;) {
    const path = `/dashboard?from=${from}&to=${to}&employeeId=${employeeId}`
    const { status, body } = await cloud.api('GET', path, undefined, await manager.accessToken())
    const shown = status === 200 ? line((body as { totals: Figures }).totals) : `status ${status}`
    if (shown === expected) return []
    if (Date.now() > deadline)
      return [`The dashboard of ${employeeId} from ${from} to ${to} shows ${shown}; the table has ${expected}`]
    await after(wait)
    wait = Math.min(2_000, wait * 2)
  }
}

const counts = (call: Call): boolean => !call.deleted && !call.private

/** Nobody reached the number after this call was missed. */
function isUnreturned(missed: Call, everybodys: readonly Call[]): boolean {
  if (missed.status !== 'missed' || missed.callType !== 'incoming' || !missed.contactPhone) return false
  const later = (call: Call) => call.contactPhone === missed.contactPhone && call.startedAt > missed.startedAt
  return !everybodys.some((call) => counts(call) && call.status === 'completed' && later(call))
}

const day = 86_400_000
const dayOf = (at: number): string => new Date(Math.max(at, Date.UTC(2026, 0, 1))).toISOString().slice(0, 10)

const line = (figures: Figures): string => names.map((name) => `${name} ${figures[name]}`).join(', ')
