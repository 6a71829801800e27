/** The words of the sync page: apart, so that the first load does without them. */
export * as syncing from './en.sync'
