/** The words of the calls table, of a call and its contact: apart, so that the first load does without them. */
export * as callsWords from './en.callsTable'
