/** The words of the overview's figures. */
export * as figureWords from './en.figures'
