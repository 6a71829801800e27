import type { Call } from '../contract'
import { addDays, dayOf, startOfDay } from '../lib/days'
import { callsBetween, pageOfCalls } from '../sync/queries'
import type { Reads } from '../sync/reads'
import type { Known } from './useQuery'

/** What the home screen shows of the person's calls. */
export interface HomeCalls {
  /** Oldest first. */
  todays: Call[]
  /** Newest first. */
  recent: Call[]
}

export interface KnownHome extends Known<HomeCalls> {
  today: string
  zone: string
}

const latest = 8

export async function readHome(reads: Reads, today: string, zone: string): Promise<HomeCalls> {
  const [todays, { calls: recent }] = await Promise.all([
    callsBetween(reads, startOfDay(today, zone), startOfDay(addDays(today, 1), zone)),
    pageOfCalls(reads, latest, undefined, () => true),
  ])
  return { todays, recent }
}

/** With a call that was logged since, as the next read will find it. */
export function withLogged(known: KnownHome, call: Call): KnownHome {
  const { today, zone, value } = known
  const todays = dayOf(call.startedAt, zone) === today ? [...value.todays, call] : value.todays
  const recent = [...value.recent, call].sort(newestFirst).slice(0, latest)
  return { ...known, value: { todays, recent } }
}

const newestFirst = (a: Call, b: Call): number => Date.parse(b.startedAt) - Date.parse(a.startedAt) || (a.id < b.id ? 1 : -1)
