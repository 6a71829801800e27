import type { Employee, EmployeeChanges, ImportResponse } from '../../contract'
import { desk } from '../../i18n/desk'
import { ApiError, post } from '../../session/problem'
import { api } from '../../session/session'
import { keepPeople } from '../people'
import type { EmployeeDraft, EmployeeForm } from './fields'

async function kept(answer: Promise<Employee>): Promise<Employee> {
  const employee = await answer
  keepPeople([employee])
  return employee
}

export const inviteEmployee = (draft: EmployeeDraft): Promise<Employee> => kept(api('/employees', post(draft)))

export const changeEmployee = (id: string, changes: EmployeeChanges): Promise<Employee> =>
  kept(api(`/employees/${id}`, { ...post(changes), method: 'PATCH' }))

export const resendInvitation = (id: string): Promise<Employee> => kept(api(`/employees/${id}/invite`, post({})))

export async function importEmployees(employees: EmployeeDraft[]): Promise<ImportResponse> {
  const answer = await api<ImportResponse>('/employees/import', post({ employees }))
  keepPeople(answer.results.flatMap(({ employee }) => employee ?? []))
  return answer
}

export type FormErrors = Partial<Record<keyof EmployeeForm | 'form', string>>

const fields = ['name', 'email', 'phone', 'role', 'team'] as const
const fieldOf: Record<string, keyof EmployeeForm> = { 'email-taken': 'email', 'phone-taken': 'phone', 'last-manager': 'role' }

/** What to say, and beside which field. */
export function errorsOf(error: unknown): FormErrors {
  if (!(error instanceof ApiError)) throw error
  const said: FormErrors = {}
  for (const field of fields) {
    const details = error.problem.errors?.[field]
    if (details?.length) said[field] = details.join(' ')
  }
  if (Object.keys(said).length > 0) return said
  const { [error.code]: explained = error.status >= 500 ? desk.problems.unavailable : undefined } = desk.problems
  return { [fieldOf[error.code] ?? 'form']: explained ?? error.problem.detail ?? desk.problem }
}
