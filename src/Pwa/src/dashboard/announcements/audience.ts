import type { Employee } from '../../contract'
import { people } from '../people'

/** Whom an announcement reaches: who can sign in, and is in the team. Managers see all, but are no audience of a team. */
export const audience = (team: string | null): Employee[] =>
  (people.value.list ?? []).filter((person) => person.status !== 'disabled' && (team === null || person.team === team))
