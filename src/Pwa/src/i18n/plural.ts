import { number } from '../lib/format'

const rules = new Intl.PluralRules('en')

export const count = (n: number, one: string, other: string): string => `${number(n)} ${rules.select(n) === 'one' ? one : other}`
