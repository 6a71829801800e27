import { number } from '../lib/format'
import { count } from './plural'

export const history = {
  title: 'History',
  search: 'Search name, number or notes',
  filters: 'Filter',
  all: 'All',
  answered: 'Answered',
  missed: 'Missed',
  incoming: 'Incoming',
  outgoing: 'Outgoing',
  unsent: 'Not sent',
  empty: 'No calls yet',
  emptyHint: 'Calls you log appear here.',
  none: 'No call matches',
  /** Read out; of a long list only its first part is read, `most` calls. */
  found: (n: number, most: number) => (n < most ? `${count(n, 'call', 'calls')} found` : `${number(most)} calls or more found`),
  noneHint: 'Try another word or take a filter away.',
  clear: 'Clear filters',
  list: 'Calls',
}
