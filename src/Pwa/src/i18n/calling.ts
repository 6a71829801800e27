/** The words of calling from the app and of the quick log: apart, so that the first load does without them. */
export { calling } from './en.calling'
