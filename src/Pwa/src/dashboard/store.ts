import { computed, signal } from '@preact/signals'
import type { Dashboard, Employee, Me } from '../contract'
import { dayOf } from '../lib/days'
import { ApiError } from '../session/problem'
import { api, onSessionElsewhere } from '../session/session'
import { coalesce } from './coalesce'
import { names, readPeople } from './people'
import { daysOf } from './range'
import { linkTo, type Place, parsePlace } from './routes'
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

addEventListener('hashchange', () => {
  const next = parsePlace(location.hash)
  if (!unsaved.value || next.view === place.value.view) {
    place.value = next
    return
  }
  // The browser has gone already: the address is put back until the person has answered.
  history.replaceState(null, '', linkTo(place.value))
  leave(() => {
    location.hash = linkTo(next)
  })
})

/** Filters replace the current entry of the browser's history; views add one. */
export function goTo(change: Partial<Place>): void {
  const next = linkTo({ ...place.value, ...change })
  if (change.view && change.view !== place.value.view) location.hash = next
  else {
    history.replaceState(null, '', next)
    place.value = parsePlace(next)
  }
}

export const timeZone = computed(() => me.value?.organisation.timeZone ?? 'UTC')
export const today = (): string => dayOf(Date.now(), timeZone.value)
export const nameOf = (employeeId: string): string | undefined => names.value.get(employeeId)

export async function start(): Promise<void> {
  try {
    await enter()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'offline' || error.status >= 500) figures.value = { error: error.code }
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
