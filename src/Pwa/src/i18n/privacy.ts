/** Words of private calls: not needed for logging a call, so not in the first download. */
export { privacy } from './en.privacy'
