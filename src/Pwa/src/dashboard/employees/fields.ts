import type { Invitation, Role } from '../../contract'

/** Somebody new with every field said. */
export type EmployeeDraft = Required<Invitation>

/** What a person types or a file says; all text. */
export interface EmployeeForm {
  name: string
  email: string
  phone: string
  role: string
  team: string
}

export type FieldProblem =
  | 'name-missing'
  | 'name-long'
  | 'email-missing'
  | 'email-invalid'
  | 'phone-invalid'
  | 'role-unknown'
  | 'team-long'

export type FieldProblems = Partial<Record<keyof EmployeeForm, FieldProblem>>

/** E.164; null for nothing; undefined when it is not a number. */
export type PhoneReader = (typed: string) => string | null | undefined

export const longestName = 200
export const longestTeam = 100
/** RFC 5321, 4.5.3.1.3: a path of 256 octets less its angle brackets. */
const longestEmail = 254

/** The shape only: whether somebody reads it, the invitation shows. */
const email = /^[^\s@"(),:;<>[\\\]]+@[^\s@"(),:;<>[\\\]]+\.[^\s@"(),:;<>[\\\].]+$/

const roles: Record<string, Role> = { '': 'employee', employee: 'employee', manager: 'manager' }

export function emailProblem(typed: string): FieldProblem | undefined {
  if (!typed) return 'email-missing'
  return typed.length <= longestEmail && email.test(typed) && !typed.includes('..') ? undefined : 'email-invalid'
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Reads all fields; the draft counts only where `problems` is empty. */
export function readFields(form: EmployeeForm, readPhone: PhoneReader): { draft: EmployeeDraft; problems: FieldProblems } {
  const name = oneLine(form.name)
  const address = form.email.trim()
  const phone = readPhone(form.phone)
  const role = roles[form.role.trim().toLowerCase()]
  const team = oneLine(form.team)
  const problems: FieldProblems = {}
  if (!name) problems.name = 'name-missing'
  else if (name.length > longestName) problems.name = 'name-long'
  const wrong = emailProblem(address)
  if (wrong) problems.email = wrong
  if (phone === undefined) problems.phone = 'phone-invalid'
  if (!role) problems.role = 'role-unknown'
  if (team.length > longestTeam) problems.team = 'team-long'
  return { draft: { name, email: address, phone: phone ?? null, role: role ?? 'employee', team: team || null }, problems }
}
