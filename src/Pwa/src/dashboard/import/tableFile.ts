import { type Delimiter, delimiters, parseCsv, withoutTextMark } from '../../lib/csv'
import { fold } from '../employees/search'

/** A table that somebody made in a spreadsheet: its first line names the columns, in their own words. */

export interface TableRow<Column extends string> {
  line: number
  /** Trimmed; empty where there is no such column. */
  cell: (column: Column) => string
  /** Whether the table has such a column. */
  has: (column: Column) => boolean
}

/** Why a file as a whole cannot be read. */
export type FileProblem = 'empty' | 'no-heading' | 'no-rows' | 'too-many' | 'open-quote'

export interface Table<Column extends string> {
  rows: TableRow<Column>[]
  /** Headings that nothing was made of; with `no-heading` all that the first line says. */
  ignored: string[]
  problem?: FileProblem
  /** With `too-many`: how many rows there are; with `open-quote`: the line. */
  at?: number
}

export type Headings<Column extends string> = ReadonlyMap<string, Column>

/** Without case, spaces and punctuation. */
const headingKey = (cell: string): string => fold(cell).replace(/[^\p{L}\p{N}]/gu, '')

/** Names of columns as spreadsheets and directories have them. */
export const headingsOf = <Column extends string>(synonyms: Record<Column, string[]>): Headings<Column> =>
  new Map(Object.entries<string[]>(synonyms).flatMap(([column, names]) => names.map((name) => [name, column as Column])))

interface Heading<Column> {
  columns: Map<Column, number>
  ignored: string[]
}

function readHeading<Column extends string>(cells: readonly string[], headings: Headings<Column>): Heading<Column> {
  const columns = new Map<Column, number>()
  const ignored: string[] = []
  cells.forEach((cell, i) => {
    const column = headings.get(headingKey(cell))
    if (column && !columns.has(column)) columns.set(column, i)
    else if (cell.trim()) ignored.push(cell.trim())
  })
  return { columns, ignored }
}

/** Excel's own first line that names the delimiter. */
const separatorLine = /^\ufeff?"?sep=(.)"?\r?\n/i

/** The delimiter by which most headings are known ones. */
function sniff<Column extends string>(text: string, headings: Headings<Column>): Delimiter {
  const [first = ''] = text
    .replace(/^\ufeff/, '')
    .trimStart()
    .split(/[\r\n]/, 1)
  const known = (delimiter: Delimiter) => readHeading(parseCsv(first, delimiter).rows[0]?.cells ?? [], headings).columns.size
  return delimiters.reduce((best, each) => (known(each) > known(best) ? each : best))
}

/** `isNamed`: whether the columns that must be there are. */
export function readTable<Column extends string>(
  text: string,
  headings: Headings<Column>,
  isNamed: (columns: ReadonlyMap<Column, number>) => boolean,
  mostRows: number,
): Table<Column> {
  const body = text.replace(separatorLine, '')
  const { rows, openQuote } = parseCsv(body, sniff(body, headings))
  const skipped = body.length === text.length ? 0 : 1
  const [first, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const file = (problem: FileProblem, at?: number): Table<Column> => ({ rows: [], ignored: [], problem, ...(at ? { at } : {}) })
  if (!first) return file('empty')
  if (openQuote) return file('open-quote', openQuote + skipped)
  const { columns, ignored } = readHeading(first.cells, headings)
  if (!isNamed(columns)) return { ...file('no-heading'), ignored: first.cells.map((cell) => cell.trim()).filter(Boolean) }
  if (rest.length === 0) return file('no-rows')
  if (rest.length > mostRows) return file('too-many', rest.length)
  return {
    rows: rest.map(({ line, cells }) => ({
      line: line + skipped,
      cell: (column) => withoutTextMark((cells[columns.get(column) ?? -1] ?? '').trim()),
      has: (column) => columns.has(column),
    })),
    ignored,
  }
}
