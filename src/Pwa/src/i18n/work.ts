/** The words of assignments, targets and announcements on the dashboard. */
export { work } from './en.work'
