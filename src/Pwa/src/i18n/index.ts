/** The words of both apps. */
export * as text from './en'
