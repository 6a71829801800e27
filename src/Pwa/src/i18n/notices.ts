/** The words of notices: apart, so that the first load does without them. */
export { notices } from './en.notices'
