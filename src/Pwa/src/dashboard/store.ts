import { computed, signal } from '@preact/signals'
import type { Dashboard, Employee, Me } from '../contract'
import { dayOf } from '../lib/days'
import { ApiError, passes } from '../session/problem'
import { mayBeSignedIn } from '../session/remembered'
import { api, onRefused, onSessionElsewhere } from '../session/session'
import { coalesce } from './coalesce'
import { names, people, readPeople } from './people'
import { daysOf, rangeError } from './range'
import { linkTo, type Place, pageOf, parsePlace } from './routes'
import { leave, unsaved } from './unsaved'

/** undefined: not known yet. null: nobody is signed in. */
export const manager = signal<Employee | null | undefined>(undefined)
export const me = signal<Me | undefined>(undefined)
export const place = signal(parsePlace(location.hash))
/** Why the start did not get as far as to know who is here. */
export const unreachable = signal<string | undefined>(undefined)
/** Why nobody is here any more, by the code of the refusal. */
export const farewell = signal<string | undefined>(undefined)

/** `error` beside `data`: what is shown is older than `at`. */
export interface Figured {
  data?: Dashboard
  at?: number
  error?: string
}
const read = signal<Figured & { path?: string }>({})
/** Of the place that is shown: another's figures are not this one's, not even until its own are there. */
export const figures = computed<Figured>(() => (read.value.path === figuresPath() ? read.value : {}))

/** The state of an entry of the browser's history that was shown before: coming back to it is the browser's to scroll. */
const shownBefore = 'shown-before'
/** Whether the page that is shown was come back to, by the browser's Back or Forward; else it was opened anew. */
export let returned = false
/** Of one that has its page, with nothing open, right below. */
const aboveItsPage = 'above-its-page'

if (history.state === null) history.replaceState(shownBefore, '')

addEventListener('hashchange', () => {
  const next = parsePlace(location.hash)
  if (!unsaved.value || (next.view === place.value.view && next.open === place.value.open)) {
    returned = history.state !== null
    const opensPage = !returned && pageOf(next) !== pageOf(place.value)
    if (!returned) history.replaceState(shownBefore, '')
    place.value = next
    if (opensPage) scrollTo(0, 0)
    return
  }
  // The browser has gone already: the address is put back on top until the person has answered.
  history.pushState(shownBefore, '', linkTo(place.value))
  leave(() => history.back())
})

/** Views add an entry to the browser's history, and so does what opens above a page: Back closes it. Filters replace the current one. */
export function goTo(change: Partial<Place>): void {
  const before = place.value
  const next = linkTo({ ...before, ...change })
  if (change.view && change.view !== before.view) {
    leave(() => {
      location.hash = next
    })
    return
  }
  place.value = parsePlace(next)
  const { open } = place.value
  if (open && !before.open) history.pushState(aboveItsPage, '', next)
  else if (before.open && !open && history.state === aboveItsPage) backToPage()
  else history.replaceState(history.state, '', next)
}

/** The entry below may have older filters. */
function backToPage(): void {
  addEventListener('popstate', () => history.replaceState(history.state, '', linkTo(place.value)), { once: true })
  history.back()
}

export const timeZone = computed(() => me.value?.organisation.timeZone ?? 'UTC')
export const today = (): string => dayOf(Date.now(), timeZone.value)
export const nameOf = (employeeId: string): string | undefined => names.value.get(employeeId)
/** `gone`: who is not among the people. Nobody is said to be gone before everybody is known. */
export const nameOr = (employeeId: string, gone: string): string => nameOf(employeeId) ?? (people.value.list ? gone : '…')

export async function start(): Promise<void> {
  try {
    // A first visit's question would be refused, and the browser writes each refusal into its console as an error.
    if (await mayBeSignedIn()) await enter()
    else manager.value = null
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (passes(error)) unreachable.value = error.code
    else manager.value = null
  }
}

/** After signing in, and at each start: who is here, and what the organisation's days are. */
export async function enter(): Promise<void> {
  const found = await api<Me>('/me')
  me.value = found
  manager.value = found.employee
  if (found.employee.role === 'manager') readPeople().catch((error: unknown) => reportError(error))
}

let asking = false

/** Who is here by now, and what the organisation has. Whoever was disabled, or is no manager any more, does not go on seeing the dashboard. */
export async function refreshMe(): Promise<void> {
  if (asking || !manager.value) return
  asking = true
  try {
    const found = await api<Me>('/me')
    me.value = found
    manager.value = found.employee
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // What is half typed when a session merely ran out may still be looked at; it is asked again with the next refusal.
    if (passes(error) || (error.code === 'session-expired' && unsaved.value)) return
    farewell.value = error.code
    manager.value = null
  } finally {
    asking = false
  }
}

onRefused(() => void refreshMe().catch(reportError))

/** What the figures of this place are read from; undefined where it shows none, or asks for days that the server refuses. */
function figuresPath(): string | undefined {
  const { view, range, employeeId } = place.value
  // The live page is about today and everybody, whatever is chosen elsewhere.
  if (view === 'live') return `/dashboard?${new URLSearchParams({ from: today(), to: today() })}`
  if (view !== 'overview' || (range === 'custom' && rangeError(place.value))) return undefined
  const query = new URLSearchParams(daysOf(place.value, today()))
  if (employeeId) query.set('employeeId', employeeId)
  return `/dashboard?${query}`
}

/** Reads the figures for the current place; a burst of calls becomes one request. */
export const refreshFigures = coalesce(async () => {
  const path = figuresPath()
  if (!path) return
  try {
    const data = await api<Dashboard>(path)
    read.value = { data, at: Date.now(), path }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    read.value = read.value.path === path ? { ...read.value, error: error.code } : { error: error.code, path }
  }
}, 250)

onSessionElsewhere((heard) => {
  if (heard.type === 'signed-out') location.reload()
})
