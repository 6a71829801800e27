import { number } from '../lib/format'

/** English has two forms: the singular is for 1 alone. */
export const count = (n: number, one: string, other: string): string => `${number(n)} ${n === 1 ? one : other}`
