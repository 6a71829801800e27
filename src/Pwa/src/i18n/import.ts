/** The words of importing a call log: apart, so that the first load does without them. */
export { importing } from './en.import'
