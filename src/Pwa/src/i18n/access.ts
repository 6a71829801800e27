/** The words of signing in, security, the lock and the first run: apart, so that the first load does without them. */
export * as access from './en.access'
