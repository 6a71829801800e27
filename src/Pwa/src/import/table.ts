import { type CsvRow, type Delimiter, decodeText, delimiters, parseCsv, withoutTextMark } from '../lib/csv'
import { type CallLog, nameOf, numberOf } from './callLog'
import { type DateOrder, instantOf, possibleOrders, secondsOf } from './dates'
import { directionOf, type Kind, type Unusable } from './entry'
import { ImportFault, maximumRows } from './faults'

export const fields = ['number', 'date', 'time', 'duration', 'type', 'name'] as const
export type Field = (typeof fields)[number]
/** Which column a field is in; absent: in none. */
export type Columns = Partial<Record<Field, number>>

export interface Table {
  header: string[]
  rows: CsvRow[]
}

export function readTable(bytes: Uint8Array): Table {
  const text = decodeText(bytes)
  const delimiter = delimiterOf(text)
  const { rows, openQuote } = parseCsv(text, delimiter)
  if (openQuote !== undefined) throw new ImportFault('quote-open', openQuote, 1)
  const [header, ...rest] = rows
  if (!header) throw new ImportFault('empty', 1, 1)
  if (header.cells.length < 2) throw new ImportFault('not-a-log', header.line, 1)
  if (rest.length === 0) throw new ImportFault('no-rows', header.line, 1)
  if (rest.length > maximumRows) throw new ImportFault('too-many', rest[maximumRows]?.line ?? 1, 1)
  return { header: header.cells.map((cell) => cell.trim()), rows: rest }
}

/** The one that the first line has most of. */
function delimiterOf(text: string): Delimiter {
  const [first = ''] = text.replace(/^\ufeff/, '').split(/\r?\n|\r/, 1)
  return delimiters.reduce((best, each) => (first.split(each).length > first.split(best).length ? each : best))
}

const hints: Record<Field, RegExp> = {
  number: /num|phone|tel|rufn|caller|from\/to|^to$|^from$/i,
  duration: /dur|length|dauer|sec|talk/i,
  date: /date|datum|day|when|start|fecha|timestamp|^time stamp/i,
  time: /^time$|uhrzeit|^hora|^heure/i,
  type: /type|direction|richtung|kind|status|^art$/i,
  name: /name|contact|kontakt/i,
}

/** By the headings; each column once. */
export function guessColumns(header: readonly string[]): Columns {
  const columns: Columns = {}
  for (const field of ['number', 'duration', 'date', 'time', 'type', 'name'] as const) {
    const index = header.findIndex((title, i) => hints[field].test(title) && !Object.values(columns).includes(i))
    if (index >= 0) columns[field] = index
  }
  if (columns.date === undefined && columns.time !== undefined) {
    columns.date = columns.time
    delete columns.time
  }
  return columns
}

/** Between which orders the person has to choose; none or one: there is nothing to ask. */
export const ordersOf = (table: Table, columns: Columns): DateOrder[] =>
  possibleOrders(table.rows.map(({ cells }) => (columns.date === undefined ? '' : (cells[columns.date] ?? ''))))

const kinds: [RegExp, Kind | Unusable['why']][] = [
  [/voice ?mail|mailbox/i, 'voicemail'],
  [/block/i, 'blocked'],
  [/miss|verpasst|unanswered|entgangen|^3$/i, 'missed'],
  [/reject|declin|refus|abgelehnt|^5$/i, 'rejected'],
  [/out|dial|ausgehend|made|placed|gewählt|^2$/i, 'outgoing'],
  [/in|recei|eingehend|answered|angenommen|^1$/i, 'incoming'],
]

/** The rows as entries. Where no row has a date and a length that can be read, the columns are others: the first is named. */
export function readRows(table: Table, columns: Columns, order: DateOrder): CallLog {
  const log: CallLog = { entries: [], unusable: [] }
  let first: ImportFault | undefined
  let unreadable = 0
  for (const { line, cells } of table.rows) {
    const leave = (why: 'date' | 'duration'): void => {
      first ??= new ImportFault(why, line, (columns[why] ?? 0) + 1)
      unreadable += 1
      log.unusable.push({ line, why })
    }
    const cell = (field: Field): string => {
      const column = columns[field]
      return column === undefined ? '' : withoutTextMark(cells[column] ?? '').trim()
    }
    const start = instantOf(columns.time === undefined ? cell('date') : `${cell('date')} ${cell('time')}`, order)
    const duration = secondsOf(cell('duration'))
    if (start === undefined || duration === undefined) {
      leave(start === undefined ? 'date' : 'duration')
      continue
    }
    const kind = kinds.find(([pattern]) => pattern.test(cell('type')))?.[1]
    if (kind !== 'incoming' && kind !== 'outgoing' && kind !== 'missed' && kind !== 'rejected') {
      log.unusable.push({ line, why: kind ?? 'kind' })
      continue
    }
    log.entries.push({
      line,
      number: numberOf(cell('number')),
      name: nameOf(cell('name')),
      ...directionOf(kind, duration),
      start,
      duration,
    })
  }
  if (first && unreadable === table.rows.length) throw first
  return log
}
