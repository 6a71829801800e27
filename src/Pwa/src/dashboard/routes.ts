import { isDay } from './range'

export type View =
  | 'overview'
  | 'live'
  | 'calls'
  | 'assignments'
  | 'targets'
  | 'announcements'
  | 'employees'
  | 'audit'
  | 'settings'
export const views: View[] = ['overview', 'live', 'calls', 'assignments', 'employees', 'audit', 'settings']
/** Pages beside assignments: one entry of the navigation leads to the three. */
export const workViews: View[] = ['assignments', 'targets', 'announcements']

/** Everything that a link to the dashboard says: view, range and filters. */
export interface Place {
  view: View
  range: RangeName
  /** With range `custom`: YYYY-MM-DD, inclusive. */
  from: string
  to: string
  employeeId: string
  status: string
  callType: string
  outcome: string
  phone: string
  q: string
  /** Of the audit page: YYYY-MM, what was done, and who did it or whom it was about. */
  month: string
  action: string
  person: string
  /** Of the employees page: the search, and the filters. */
  find: string
  state: string
  role: string
  team: string
  /** Of the assignments page. */
  due: string
  /** What is open above the page: an employee's id or a task of that page; of calls `employeeId/callId`. */
  open: string
}

export type RangeName = 'today' | '7' | '30' | '90' | 'custom'
export const rangeNames: RangeName[] = ['today', '7', '30', '90', 'custom']

const plain: Place = {
  view: 'overview',
  range: '7',
  from: '',
  to: '',
  employeeId: '',
  status: '',
  callType: '',
  outcome: '',
  phone: '',
  q: '',
  month: '',
  action: '',
  person: '',
  find: '',
  state: '',
  role: '',
  team: '',
  due: '',
  open: '',
}
/** Another view, as long as it understands the filters: what is chosen by state and due date means something else elsewhere. */
export const elsewhere = (place: Place, view: View): Place =>
  view === place.view ? { ...place, open: '' } : { ...place, view, open: '', state: '', due: '' }

/** What is a page of its own, whatever its filters: each view, and of the overview each person's. */
export const pageOf = ({ view, employeeId }: Place): string =>
  view === 'overview' && employeeId ? `${view}/${employeeId}` : view

const filters = Object.keys(plain).filter((name) => name !== 'view') as Exclude<keyof Place, 'view'>[]

export function parsePlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const given = new URLSearchParams(query)
  const place: Place = { ...plain, view: [...views, ...workViews].find((view) => view === path) ?? 'overview' }
  for (const name of filters) {
    const value = given.get(name)
    if (value !== null) Object.assign(place, { [name]: value })
  }
  if (!rangeNames.includes(place.range)) place.range = plain.range
  if (place.range === 'custom' && !(isDay(place.from) && isDay(place.to) && place.from <= place.to)) place.range = plain.range
  return place
}

export function linkTo(place: Place): string {
  const query = new URLSearchParams()
  for (const name of filters) if (place[name] !== plain[name]) query.set(name, place[name])
  const text = query.toString()
  return `#/${place.view}${text ? `?${text}` : ''}`
}
