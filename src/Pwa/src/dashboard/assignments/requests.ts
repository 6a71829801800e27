import type { Assignment, AssignmentDraft, AssignmentsRequest, AssignmentsResponse, AssignmentUpdate } from '../../contract'
import { post } from '../../session/problem'
import { api } from '../../session/session'

export const assign = (assignments: AssignmentDraft[]): Promise<AssignmentsResponse> =>
  api('/assignments', post<AssignmentsRequest>({ assignments }))

const updateOf = (assignment: Assignment): AssignmentUpdate => {
  const { version, employeeId, contactName, contactPhone, note, dueDay, dueAt, state, followUpAt, remindAt, deleted } = assignment
  return { version, employeeId, contactName, contactPhone, note, dueDay, dueAt, state, followUpAt, remindAt, deleted }
}

/** A retry after a lost reply is harmless: the server recognises what it has saved. */
export const change = (before: Assignment, changes: Partial<AssignmentUpdate>): Promise<Assignment> =>
  api(`/assignments/${before.id}?employeeId=${before.employeeId}`, {
    ...post<AssignmentUpdate>({ ...updateOf(before), ...changes }),
    method: 'PUT',
  })

/** Back to what it was `before`, from what it is `now`. */
export function putBack(before: Assignment, now: Assignment): Promise<Assignment> {
  const { version, ...fields } = updateOf(before)
  return change(now, fields)
}

/** Requests at once. */
const lanes = 6

/** Does it to each; what fails is left out. */
export async function each(
  assignments: readonly Assignment[],
  work: (assignment: Assignment) => Promise<Assignment>,
): Promise<{ before: Assignment; now: Assignment }[]> {
  const done: { before: Assignment; now: Assignment }[] = []
  const queue = [...assignments]
  const lane = async () => {
    for (let before = queue.shift(); before; before = queue.shift()) {
      const now = await work(before).catch(() => undefined)
      if (now) done.push({ before, now })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return done
}
