import { desk } from '../i18n/desk'
import { work } from '../i18n/work'
import { ApiError } from '../session/problem'

/** Said where an undo was pressed, because what it was about is no longer on the screen. */
export function whyNotUndone(error: unknown, problems: Record<string, string> = desk.problems): string {
  if (!(error instanceof ApiError)) throw error
  return `${work.assignments.notUndone} ${problems[error.code] ?? error.problem.detail ?? desk.problem}`
}
