import { number } from '../lib/format'
import { count } from './plural'

export const tiles = {
  contacts: 'Unique contacts',
  unreturned: 'Not called back',
  unreturnedHint: 'Missed incoming calls after which nobody has spoken with that number yet.',
}

export const chart = {
  asTable: 'Show as table',
  asChart: 'Show as chart',
  csv: 'CSV',
  png: 'PNG',
  saveCsv: (title: string) => `Download “${title}” as CSV`,
  savePng: (title: string) => `Download “${title}” as PNG`,
  notSaved: 'The picture could not be made. Take the table instead.',
  image: (title: string) => `${title}. “Show as table” has the numbers.`,
  total: 'Total',
}

export const outcomes = {
  title: 'Outcomes',
  outcome: 'Outcome',
  none: 'No outcome',
  others: (n: number) => count(n, 'other outcome', 'other outcomes'),
  share: 'Share',
  row: (calls: number, share: string) => `${number(calls)} · ${share}`,
}

export const board = {
  title: 'By employee',
  target: 'Target',
  ofTarget: (calls: number, target: number) => `${number(calls)} of ${number(target)}`,
  noTarget: 'No target',
  targetHint: 'Targets count the working days of the range, up to today, each as it was then.',
  seconds: 'Talk time (s)',
}

export const person = {
  back: 'Everyone',
  unknown: 'An employee who is no longer here',
  target: (reached: string) => `${reached} of the target`,
}

export const heat = {
  weekday: 'Weekday',
  level: (calls: string) => `up to ${calls}`,
}
