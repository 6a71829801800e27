/** The words of the organisation's settings: apart, so that only their page loads them. */
export { org } from './en.org'
