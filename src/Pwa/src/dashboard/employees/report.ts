import { desk } from '../../i18n/desk'
import { safeCell, toCsv } from '../../lib/csv'
import type { ImportRow, RowProblem } from './importRows'
import type { ImportItem } from './importRun'

const words = desk.importing

export interface ReportRow {
  line: number
  name: string
  email: string
  result: ImportItem['outcome'] | 'skipped'
  reason: string
}

export function problemText(problem: RowProblem, sameAs = 0): string {
  if (problem === 'duplicate-email') return words.duplicateEmail(sameAs)
  if (problem === 'duplicate-phone') return words.duplicatePhone(sameAs)
  return words.rows[problem] ?? problem
}

export const problemsText = ({ problems, sameAs }: ImportRow): string =>
  problems.map((problem) => problemText(problem, sameAs)).join('; ')

function refusal(problem: ImportItem['problem']): string {
  if (!problem) return ''
  const details = Object.values(problem.errors ?? {}).flat()
  if (details.length > 0) return details.join(' ')
  return desk.problems[problem.code] ?? (problem.detail || problem.code)
}

/** One line for each row of the file, in its order: what became of it, and why. */
export function reportOf(rows: readonly ImportRow[], items: readonly ImportItem[]): ReportRow[] {
  let next = 0
  return rows.map((row): ReportRow => {
    const { line, name, email, problems } = row
    if (problems.length > 0) {
      const here = problems.length === 1 && problems[0] === 'already-here'
      return { line, name, email, result: here ? 'exists' : 'skipped', reason: here ? '' : problemsText(row) }
    }
    const item = items[next++]
    return { line, name, email, result: item?.outcome ?? 'waiting', reason: refusal(item?.problem) }
  })
}

/** For a spreadsheet: with a mark for UTF-8, and no cell that it would run. */
export function reportCsv(report: readonly ReportRow[]): string {
  const heading = [words.line, desk.employees.columns.name, desk.employees.columns.email, words.result, words.reason]
  const lines = report.map(({ line, name, email, result, reason }) => [
    String(line),
    name,
    email,
    words.outcomes[result] ?? result,
    reason,
  ])
  return `\ufeff${toCsv([heading, ...lines].map((cells) => cells.map(safeCell)))}`
}

export const templateCsv = (): string => `\ufeff${toCsv([['name', 'email', 'phone', 'role', 'team']])}`
