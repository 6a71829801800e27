/** The words of the audit page. */
export { audit } from './en.audit'
