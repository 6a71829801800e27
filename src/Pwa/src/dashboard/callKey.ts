import type { Call } from '../contract'

/** What of a call's address stands in the dashboard's. */
export const keyOfCall = ({ employeeId, id }: Pick<Call, 'employeeId' | 'id'>): string => `${employeeId}/${id}`

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const key = new RegExp(`^(${uuid})/(${uuid})$`)

export function callOfKey(open: string): { employeeId: string; id: string } | undefined {
  const [, employeeId, id] = key.exec(open) ?? []
  return employeeId && id ? { employeeId, id } : undefined
}
