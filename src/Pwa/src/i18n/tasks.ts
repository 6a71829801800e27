/** The words of assignments and announcements on the phone: apart, so that the first load does without them. */
export { tasks } from './en.tasks'
