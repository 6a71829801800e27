import { computed, signal } from '@preact/signals'
import type { Employee, EmployeePage } from '../contract'
import { ApiError, passes } from '../session/problem'
import { api } from '../session/session'
import { byName } from './employees/listing'

/** `error` beside `list`: what is shown is older than `at`. */
export interface People {
  /** Everybody, by name. */
  list?: Employee[]
  at?: number
  error?: string
}

export const people = signal<People>({})
export const names = computed<ReadonlyMap<string, string>>(
  () => new Map((people.value.list ?? []).map(({ id, name }) => [id, name])),
)

const retryMs = 5_000
let changes = 0
let reading: Promise<void> | undefined

/** Reads everybody. A change made meanwhile counts: what was read before it is read again. */
export function readPeople(): Promise<void> {
  reading ??= read().finally(() => {
    reading = undefined
  })
  return reading
}

async function read(): Promise<void> {
  try {
    let before: number
    let list: Employee[]
    do {
      before = changes
      list = await allPages()
    } while (before !== changes)
    people.value = { list: list.sort(byName), at: Date.now() }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    people.value = { ...people.value, error: error.code }
    // Every page needs the names.
    if (!people.value.list && passes(error)) setTimeout(() => void readPeople().catch(reportError), retryMs)
  }
}

async function allPages(): Promise<Employee[]> {
  const found: Employee[] = []
  let cursor: string | null = null
  do {
    const query: string = cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''
    const page: EmployeePage = await api<EmployeePage>(`/employees${query}`)
    found.push(...page.employees)
    cursor = page.cursor
  } while (cursor)
  return found
}

/** What the server said about some of them. */
export function keepPeople(news: readonly Employee[]): void {
  changes++
  const { list } = people.value
  if (!list) return
  const byId = new Map([...list, ...news].map((person) => [person.id, person]))
  people.value = { ...people.value, list: [...byId.values()].sort(byName) }
}

export function dropPerson(id: string): void {
  changes++
  const { list } = people.value
  if (list) people.value = { ...people.value, list: list.filter((person) => person.id !== id) }
}
