import { signal } from '@preact/signals'
import type { Call, PersonPresence, PresenceList } from '../../contract'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'

/** `error` beside `people`: what is shown is older. */
export interface Presence {
  people?: readonly PersonPresence[]
  error?: string
}

export const presence = signal<Presence>({})

let reading: Promise<void> | undefined

export function readPresence(): Promise<void> {
  reading ??= read().finally(() => {
    reading = undefined
  })
  return reading
}

async function read(): Promise<void> {
  try {
    const { people } = await api<PresenceList>('/presence')
    presence.value = { people }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    presence.value = { ...presence.value, error: error.code }
  }
}

/** What the socket says of some of them. */
export function takePresence(news: readonly PersonPresence[]): void {
  const { people } = presence.value
  if (!people) return
  const byId = new Map(news.map((person) => [person.employeeId, person]))
  const known = people.map((person) => byId.get(person.employeeId) ?? person)
  const added = news.filter(({ employeeId }) => !people.some((person) => person.employeeId === employeeId))
  presence.value = { ...presence.value, people: [...known, ...added] }
}

/** A call that has just come ends the one that was under way, and its phone is there. */
export function seenBy(calls: readonly Call[], now = new Date().toISOString()): void {
  const { people } = presence.value
  if (!people) return
  const ended = new Set(calls.filter(({ version }) => version === 1).map(({ employeeId }) => employeeId))
  if (!people.some(({ employeeId }) => ended.has(employeeId))) return
  presence.value = {
    ...presence.value,
    people: people.map((person) =>
      ended.has(person.employeeId) ? { ...person, state: 'online', onCallSince: null, lastSeenAt: now } : person,
    ),
  }
}

/** ms without a word after which somebody is away; the server has the same (KnownPresence.cs). */
const recent = 15 * 60_000
const longestCall = 4 * 3_600_000

/** As of now: nobody says that time has passed. */
export function asOf(person: PersonPresence, now: number): PersonPresence {
  const { state, onCallSince, lastSeenAt } = person
  const talks = state === 'on-call' && onCallSince !== null && now - Date.parse(onCallSince) < longestCall
  if (talks) return person
  const here = lastSeenAt !== null && now - Date.parse(lastSeenAt) < recent
  return { ...person, state: here ? 'online' : 'offline', onCallSince: null }
}

const rank = { 'on-call': 0, online: 1, offline: 2 }

/** Who talks first, then whose calls wait, then who is there; each by name. */
export function inOrder(people: readonly PersonPresence[]): PersonPresence[] {
  const place = (person: PersonPresence) => (person.state === 'on-call' ? 0 : person.queued > 0 ? 1 : 2 + rank[person.state])
  return [...people].sort((a, b) => place(a) - place(b) || a.name.localeCompare(b.name))
}
