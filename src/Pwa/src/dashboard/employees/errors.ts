import { desk } from '../../i18n/desk'
import { ApiError } from '../../session/problem'
import type { EmployeeForm } from './fields'

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
