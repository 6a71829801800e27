/** The words of exporting and erasing personal data: apart, so that the first load does without them. */
export * as erasureWords from './en.erasure'
