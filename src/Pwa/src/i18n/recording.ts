/** The words of recordings: apart, so that the first load does without them. */
export { recording } from './en.recording'
