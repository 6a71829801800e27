import type { Employee } from '../../contract'
import { searcher } from './search'

export type Status = Employee['status']
export const statuses: Status[] = ['active', 'invited', 'disabled']

export interface Narrowing {
  find: string
  state: string
  role: string
  /** Empty: all teams. */
  team: string
}

/** The filter value for people without a team; no team can be called that, because names are trimmed. */
export const noTeam = ' '

const order = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true })

export const byName = (a: Employee, b: Employee): number => order.compare(a.name, b.name) || order.compare(a.email, b.email)

export function narrow(people: readonly Employee[], { find, state, role, team }: Narrowing): Employee[] {
  const found = searcher(find)
  return people.filter(
    (person) =>
      (!state || person.status === state) &&
      (!role || person.role === role) &&
      (!team || (team === noTeam ? !person.team : person.team === team)) &&
      found(person),
  )
}

export function countByStatus(people: readonly Employee[]): Record<Status, number> {
  const counts = { active: 0, invited: 0, disabled: 0 }
  for (const { status } of people) counts[status]++
  return counts
}

export const teamsOf = (people: readonly Employee[]): string[] =>
  [...new Set(people.flatMap(({ team }) => team ?? []))].sort(order.compare)
