import type { Assignment } from '../../contract'
import type { Place } from '../routes'

export type Filters = Pick<Place, 'state' | 'employeeId' | 'due'>

/** Whether the page with these filters shows it. */
export function belongs(assignment: Assignment, { state, employeeId }: Omit<Filters, 'due'>): boolean {
  const list = assignment.deleted ? 'cancelled' : assignment.state
  return list === (state || 'open') && (!employeeId || assignment.employeeId === employeeId)
}
