/** The words of who is there. */
export { presence } from './en.presence'
