/** The words of the history: apart, so that the first load does without them. */
export { history } from './en.history'
