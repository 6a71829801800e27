import { signal } from '@preact/signals'

/** The list is on its way to paper: all its rows are in the document. */
export const printing = signal(false)

/** More would take the browser minutes to lay out. */
export const printedRows = 2_000

addEventListener('beforeprint', () => {
  printing.value = true
})
addEventListener('afterprint', () => {
  printing.value = false
})
