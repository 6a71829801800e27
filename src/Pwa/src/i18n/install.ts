/** Words of installing the app: apart, so that the first load does without them. */
export { install } from './en.install'
