/** The words of one call in full: apart, so that the first load does without them. */
export { detail } from './en.detail'
