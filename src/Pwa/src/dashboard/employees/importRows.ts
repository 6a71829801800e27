import type { Employee } from '../../contract'
import { type CsvRow, type Delimiter, delimiters, parseCsv, withoutTextMark } from './csv'
import { type EmployeeDraft, type EmployeeForm, type FieldProblem, type PhoneReader, readFields } from './fields'
import { fold } from './search'

export const mostRows = 1_000

type Column = keyof EmployeeForm | 'givenName' | 'familyName'

/** Headings as spreadsheets and directories have them, without case, spaces and punctuation. */
const synonyms: Record<Column, string[]> = {
  email: ['email', 'emailaddress', 'mail', 'workemail', 'workemailaddress', 'businessemail', 'emailid', 'userprincipalname'],
  name: ['name', 'fullname', 'displayname', 'employee', 'employeename', 'person'],
  givenName: ['firstname', 'givenname', 'forename'],
  familyName: ['lastname', 'familyname', 'surname'],
  phone: [
    'phone',
    'phonenumber',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cell',
    'cellphone',
    'telephone',
    'telephonenumber',
    'tel',
    'workphone',
    'number',
  ],
  role: ['role', 'userrole', 'accessrole'],
  team: ['team', 'teamname', 'department', 'group'],
}
const columnOf = new Map(Object.entries(synonyms).flatMap(([column, names]) => names.map((name) => [name, column as Column])))
const headingKey = (cell: string): string => fold(cell).replace(/[^\p{L}\p{N}]/gu, '')

export type RowProblem = FieldProblem | 'duplicate-email' | 'duplicate-phone' | 'already-here' | 'phone-in-use'

export interface ImportRow extends EmployeeForm {
  line: number
  /** Trimmed and in canonical form; sent only when there are no problems. */
  draft: EmployeeDraft
  problems: RowProblem[]
  /** For duplicates: the line that came first. */
  sameAs?: number
}

/** Why a file as a whole cannot be read. */
export type FileProblem = 'empty' | 'no-heading' | 'no-rows' | 'too-many' | 'open-quote'

export interface ReadFile {
  rows: ImportRow[]
  /** Headings that nothing was made of. */
  ignored: string[]
  problem?: FileProblem
  /** With `too-many`: how many rows there are; with `open-quote`: the line. */
  at?: number
}

interface Heading {
  columns: Map<Column, number>
  ignored: string[]
}

function readHeading(cells: readonly string[]): Heading {
  const columns = new Map<Column, number>()
  const ignored: string[] = []
  cells.forEach((cell, i) => {
    const column = columnOf.get(headingKey(cell))
    if (column && !columns.has(column)) columns.set(column, i)
    else if (cell.trim()) ignored.push(cell.trim())
  })
  return { columns, ignored }
}

const named = ({ columns }: Heading): boolean =>
  columns.has('email') && ['name', 'givenName', 'familyName'].some((column) => columns.has(column as Column))

/** Excel's own first line that names the delimiter. */
const separatorLine = /^\ufeff?"?sep=(.)"?\r?\n/i

/** The delimiter by which most headings are known ones. */
function sniff(text: string): Delimiter {
  const [first = ''] = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/[\r\n]/, 1)
  const known = (delimiter: Delimiter) => readHeading(parseCsv(first, delimiter).rows[0]?.cells ?? []).columns.size
  return delimiters.reduce((best, each) => (known(each) > known(best) ? each : best))
}

function formOf(cells: readonly string[], { columns }: Heading): EmployeeForm {
  const cell = (column: Column): string => withoutTextMark((cells[columns.get(column) ?? -1] ?? '').trim())
  return {
    email: cell('email'),
    name: cell('name') || [cell('givenName'), cell('familyName')].filter(Boolean).join(' '),
    phone: cell('phone'),
    role: cell('role'),
    team: cell('team'),
  }
}

/** Reads a table of people and says for each row why it cannot be sent. */
export function readImport(text: string, here: readonly Employee[], readPhone: PhoneReader): ReadFile {
  const body = text.replace(separatorLine, '')
  const { rows, openQuote } = parseCsv(body, sniff(body))
  const skipped = body.length === text.length ? 0 : 1
  const [first, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const file = (problem: FileProblem, at?: number): ReadFile => ({ rows: [], ignored: [], problem, ...(at ? { at } : {}) })
  if (!first) return file('empty')
  if (openQuote) return file('open-quote', openQuote + skipped)
  const heading = readHeading(first.cells)
  if (!named(heading)) return file('no-heading')
  if (rest.length === 0) return file('no-rows')
  if (rest.length > mostRows) return file('too-many', rest.length)
  return { rows: readRows(rest, heading, here, readPhone, skipped), ignored: heading.ignored }
}

function readRows(
  rows: readonly CsvRow[],
  heading: Heading,
  here: readonly Employee[],
  readPhone: PhoneReader,
  skipped: number,
): ImportRow[] {
  const emailsHere = new Set(here.map(({ email }) => email.toLowerCase()))
  const phonesHere = new Set(here.map(({ phone }) => phone))
  const emails = new Map<string, number>()
  const phones = new Map<string, number>()
  return rows.map(({ line: start, cells }) => {
    const line = start + skipped
    const form = formOf(cells, heading)
    const { draft, problems: wrong } = readFields(form, readPhone)
    const row: ImportRow = { ...form, line, draft, problems: Object.values(wrong) }
    const email = draft.email.toLowerCase()
    if (wrong.email) return row
    if (emailsHere.has(email)) row.problems.push('already-here')
    else if (emails.has(email)) repeated(row, 'duplicate-email', emails.get(email))
    else if (draft.phone && phonesHere.has(draft.phone)) row.problems.push('phone-in-use')
    else if (draft.phone && phones.has(draft.phone)) repeated(row, 'duplicate-phone', phones.get(draft.phone))
    if (!emails.has(email)) emails.set(email, line)
    if (draft.phone && !phones.has(draft.phone)) phones.set(draft.phone, line)
    return row
  })
}

function repeated(row: ImportRow, problem: RowProblem, line: number | undefined): void {
  row.problems.push(problem)
  if (line) row.sameAs = line
}
