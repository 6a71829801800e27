/** The words of live mode: apart, so that the first load does without them. */
export { live } from './en.live'
