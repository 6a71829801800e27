import { access } from '../i18n/access'
import { ApiError } from '../session/problem'
import { PasskeyError } from '../session/webauthn'

/** What to tell the person about a failure. What is no failure but a bug is thrown on. */
export function explain(error: unknown): string {
  if (error instanceof PasskeyError) return access.problems[`passkey-${error.code}`] ?? access.problem
  if (!(error instanceof ApiError)) throw error
  if (error.code === 'slow-down' && error.retryAfter) return access.wait(error.retryAfter)
  if (error.problem.errors?.newPassword) return access.passwordRefused
  return access.problems[error.code] ?? access.problem
}
