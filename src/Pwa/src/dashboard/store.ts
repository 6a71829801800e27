import { computed, signal } from '@preact/signals'
import type { Dashboard, Employee, Me } from '../contract'
import { dayOf } from '../lib/days'
import { ApiError, passes } from '../session/problem'
import { api, onSessionElsewhere } from '../session/session'
import { coalesce } from './coalesce'
import { names, people, readPeople } from './people'
import { daysOf } from './range'
import { linkTo, type Place, pageOf, parsePlace } from './routes'
import { leave, unsaved } from './unsaved'

/** undefined: not known yet. null: nobody is signed in. */
export const manager = signal<Employee | null | undefined>(undefined)
export const me = signal<Me | undefined>(undefined)
export const place = signal(parsePlace(location.hash))

/** `error` beside `data`: what is shown is older than `at`. */
export interface Figured {
  data?: Dashboard
  at?: number
  /** What `data` was read for. */
  path?: string
  error?: string
}
export const figures = signal<Figured>({})

/** The state of an entry of the browser's history that was shown before: coming back to it is the browser's to scroll. */
const shownBefore = 'shown-before'
/** Of one that has its page, with nothing open, right below. */
const aboveItsPage = 'above-its-page'

if (history.state === null) history.replaceState(shownBefore, '')

addEventListener('hashchange', () => {
  const next = parsePlace(location.hash)
  if (!unsaved.value || (next.view === place.value.view && next.open === place.value.open)) {
    const opensPage = history.state === null && pageOf(next) !== pageOf(place.value)
    if (history.state === null) history.replaceState(shownBefore, '')
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
    await enter()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (passes(error)) figures.value = { error: error.code }
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

function dashboardPath(): string {
  const { employeeId } = place.value
  const query = new URLSearchParams(daysOf(place.value, today()))
  if (employeeId) query.set('employeeId', employeeId)
  return `/dashboard?${query}`
}

/** Reads the figures for the current place; a burst of calls becomes one request. */
export const refreshFigures = coalesce(async () => {
  const path = dashboardPath()
  try {
    const data = await api<Dashboard>(path)
    if (path === dashboardPath()) figures.value = { data, at: Date.now(), path }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // Another range's figures are not this one's, not even old ones.
    figures.value = figures.value.path === path ? { ...figures.value, error: error.code } : { error: error.code }
  }
}, 250)

onSessionElsewhere((heard) => {
  if (heard.type === 'signed-out') location.reload()
})
