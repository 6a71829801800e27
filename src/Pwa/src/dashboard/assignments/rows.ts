import type { Assignment, Employee } from '../../contract'
import type { PhoneReader } from '../employees/fields'
import { headingsOf, readTable, type Table, type TableRow } from '../import/tableFile'

export const mostRows = 1_000
export const longestName = 200
export const longestNote = 2_000

type Column = 'name' | 'phone' | 'note' | 'due' | 'person'

const headings = headingsOf<Column>({
  name: ['name', 'contact', 'contactname', 'customer', 'customername', 'company', 'fullname', 'client'],
  phone: ['phone', 'phonenumber', 'number', 'telephone', 'tel', 'mobile', 'contactphone', 'contactnumber'],
  note: ['note', 'notes', 'about', 'comment', 'comments', 'subject', 'reason'],
  due: ['due', 'duedate', 'dueday', 'date', 'deadline', 'by'],
  person: ['assignee', 'assignedto', 'employee', 'agent', 'owner', 'person', 'email'],
})

export type RowProblem = 'phone-missing' | 'phone-invalid' | 'name-long' | 'note-long' | 'due-invalid' | 'person-unknown'
/** Not wrong, but most likely not meant. */
export type Repeat = 'duplicate' | 'open-already'

export interface Row {
  line: number
  /** As the file has it. */
  typed: { name: string; phone: string }
  contactName: string | null
  contactPhone: string
  note: string | null
  dueDay: string | null
  /** Whom the file names. */
  employeeId: string | null
  problems: RowProblem[]
  repeat?: Repeat
  /** For duplicates: the line that came first. */
  sameAs?: number
}

export type ReadRows = Omit<Table<Column>, 'rows'> & { rows: Row[] }

/** Reads a table of people to call, and says for each row why it cannot be assigned, or need not be. */
export function readRows(
  text: string,
  people: readonly Employee[],
  open: readonly Assignment[],
  readPhone: PhoneReader,
): ReadRows {
  const { rows, ...file } = readTable(text, headings, (columns) => columns.has('phone'), mostRows)
  const find = finder(people)
  const openPhones = new Set(open.map(({ contactPhone }) => contactPhone))
  const seen = new Map<string, number>()
  return {
    ...file,
    rows: rows.map((table) => {
      const row = readRow(table, find, readPhone)
      const first = seen.get(row.contactPhone)
      if (row.problems.length > 0) return row
      if (first === undefined) seen.set(row.contactPhone, row.line)
      if (first !== undefined) return { ...row, repeat: 'duplicate', sameAs: first }
      return openPhones.has(row.contactPhone) ? { ...row, repeat: 'open-already' } : row
    }),
  }
}

function readRow({ line, cell }: TableRow<Column>, find: (typed: string) => string | undefined, readPhone: PhoneReader): Row {
  const problems: RowProblem[] = []
  const [name, phone, note, due, person] = (['name', 'phone', 'note', 'due', 'person'] as const).map(cell) as [
    string,
    string,
    string,
    string,
    string,
  ]
  const number = readPhone(phone)
  if (!phone) problems.push('phone-missing')
  else if (!number) problems.push('phone-invalid')
  if (name.length > longestName) problems.push('name-long')
  if (note.length > longestNote) problems.push('note-long')
  const day = due ? dayOfText(due) : null
  if (day === undefined) problems.push('due-invalid')
  const employeeId = person ? find(person) : null
  if (employeeId === undefined) problems.push('person-unknown')
  return {
    line,
    typed: { name, phone },
    contactName: name || null,
    contactPhone: number ?? phone,
    note: note || null,
    dueDay: day ?? null,
    employeeId: employeeId ?? null,
    problems,
  }
}

/** By e-mail address, or by a name that only one person has. */
function finder(people: readonly Employee[]): (typed: string) => string | undefined {
  const able = people.filter(({ status }) => status !== 'disabled')
  return (typed) => {
    const key = typed.toLowerCase()
    const found = able.filter(({ email, name }) => email.toLowerCase() === key || name.toLowerCase() === key)
    return found.length === 1 ? found[0]?.id : undefined
  }
}

/** 2026-05-04, or as much of Europe writes it, 4.5.2026; slashes are read differently in different countries. */
export function dayOfText(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text)
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : dotted ? [dotted[3], dotted[2], dotted[1]] : []
  if (!year || !month || !day) return undefined
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${written}T00:00:00.000Z`)
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written)
  return exists && year >= '2000' && year <= '2099' ? written : undefined
}
