import type { Employee, EmployeeChanges, ImportRequest, ImportResponse, Invitation } from '../../contract'
import { post } from '../../session/problem'
import { api } from '../../session/session'
import { keepPeople } from '../people'
import type { EmployeeDraft } from './fields'

async function kept(answer: Promise<Employee>): Promise<Employee> {
  const employee = await answer
  keepPeople([employee])
  return employee
}

export const inviteEmployee = (draft: EmployeeDraft): Promise<Employee> => kept(api('/employees', post<Invitation>(draft)))

export const changeEmployee = (id: string, changes: EmployeeChanges): Promise<Employee> =>
  kept(api(`/employees/${id}`, { ...post<EmployeeChanges>(changes), method: 'PATCH' }))

export const resendInvitation = (id: string): Promise<Employee> => kept(api(`/employees/${id}/invite`, post()))

export async function importEmployees(employees: EmployeeDraft[]): Promise<ImportResponse> {
  const answer = await api<ImportResponse>('/employees/import', post<ImportRequest>({ employees }))
  keepPeople(answer.results.flatMap(({ employee }) => employee ?? []))
  return answer
}
