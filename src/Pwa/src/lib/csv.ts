/** RFC 4180, read leniently and written strictly. */

export const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

export interface CsvRow {
  /** Where it starts in the file, from 1: a quoted cell may hold line breaks. */
  line: number
  cells: string[]
}

export interface Csv {
  rows: CsvRow[]
  /** The line of a quote that never closes: everything after it became one cell. */
  openQuote?: number
}

/** Lines end with CRLF, LF or CR; empty lines are no rows. A quote inside an unquoted cell is an ordinary character. */
export function parseCsv(text: string, delimiter: Delimiter): Csv {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let wasQuoted = false
  let line = 1
  let start = 1
  let quotedAt = 1

  function endCell(): void {
    cells.push(cell)
    cell = ''
  }
  function endRow(): void {
    const blank = cells.length === 0 && cell === '' && !wasQuoted
    endCell()
    if (!blank) rows.push({ line: start, cells })
    cells = []
    wasQuoted = false
  }

  for (let i = text.startsWith('\ufeff') ? 1 : 0; i < text.length; i++) {
    const char = text.charAt(i)
    const isBreak = char === '\n' || char === '\r'
    if (char === '\n' || (char === '\r' && text.charAt(i + 1) !== '\n')) line++
    if (quoted) {
      if (char !== '"') cell += char
      else if (text.charAt(i + 1) === '"') {
        cell += '"'
        i++
      } else quoted = false
    } else if (char === '"' && cell === '') {
      quoted = true
      wasQuoted = true
      quotedAt = line
    } else if (char === delimiter) endCell()
    else if (isBreak) {
      if (char === '\r' && text.charAt(i + 1) === '\n') {
        i++
        line++
      }
      endRow()
      start = line
    } else cell += char
  }
  if (cells.length > 0 || cell !== '' || wasQuoted) endRow()
  return quoted ? { rows, openQuote: quotedAt } : { rows }
}

const special = /[",;\t\r\n]/

function written(cell: string, alone: boolean): string {
  return special.test(cell) || (alone && cell === '') ? `"${cell.replaceAll('"', '""')}"` : cell
}

export const toCsv = (rows: readonly (readonly string[])[], delimiter: Delimiter = ','): string =>
  rows.map((cells) => `${cells.map((cell) => written(cell, cells.length === 1)).join(delimiter)}\r\n`).join('')

/** A spreadsheet would run a cell that starts like this as a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/

export const safeCell = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell)

/** Takes back what `safeCell` and spreadsheets put in front of a cell that is text. */
export const withoutTextMark = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell)

/** Files come from spreadsheets: UTF-8, UTF-16 with its mark ("Unicode text"), or else the old Windows code page. */
export function decodeText(bytes: Uint8Array): string {
  const utf16 = utf16Of(bytes)
  if (utf16) return new TextDecoder(utf16).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** By the mark that a text in UTF-16 begins with. */
export function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}
