import type { Column } from './columns'

/** How much room there is: a table, cards of three columns, or a phone's. */
export type Room = 'wide' | 'medium' | 'small'

/** What stands side by side in a card; a line of which nothing is shown takes no room. As styles/calls-table.css places them. */
const lines: Record<Exclude<Room, 'wide'>, Column[][]> = {
  medium: [
    ['contact', 'employee', 'when'],
    ['kind', 'outcome', 'length'],
    ['phone', 'recording', 'source'],
    ['notes', 'logged'],
  ],
  small: [
    ['contact', 'when'],
    ['kind', 'length'],
    ['employee', 'outcome'],
    ['phone', 'recording'],
    ['source'],
    ['logged'],
    ['notes'],
  ],
}

/** Of a call in the list, rem: all are equally high, as styles/calls-table.css has them. */
export function rowHeight(room: Room, shown: readonly Column[]): number {
  if (room === 'wide') return 3
  return 1 + 1.5 * lines[room].filter((line) => line.some((column) => shown.includes(column))).length
}
