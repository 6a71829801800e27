import { number } from '../../lib/format'

/** What stands in a cell: a number as it is, or how people read it and what a spreadsheet computes with. */
export type Cell = number | { text: string; value: number | string }

/** The numbers that a chart shows: its table for screen readers, and its file. */
export interface Numbers {
  head: string[]
  rows: { key: string; name: string; cells: Cell[] }[]
}

export const shown = (cell: Cell): string => (typeof cell === 'number' ? number(cell) : cell.text)

export const fileValue = (cell: Cell): string => String(typeof cell === 'number' ? cell : cell.value)
