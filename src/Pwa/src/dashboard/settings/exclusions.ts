import type { Exclusion } from '../../contract'
import type { PhoneReader } from '../employees/fields'
import { mostExclusions, place } from './values'

export const longestLabel = 60

export type EntryProblem = 'number' | 'prefix' | 'label' | 'twice' | 'full'

const whole = /^\+[1-9]\d{6,14}$/
/** Shorter ones would take in whole continents by a slip. */
const beginning = /^\+[1-9]\d{2,14}$/

/** One entry as it would be stored, or why it cannot be. A prefix has to say its country: half a number has none to guess by. */
export function readEntry(number: string, prefix: boolean, label: string, readPhone: PhoneReader): Exclusion | EntryProblem {
  const compact = number.replace(/[\s().\-/\u00a0\u2010-\u2015]/g, '')
  const stored = prefix ? compact : readPhone(number)
  if (!stored || !(prefix ? beginning : whole).test(stored)) return prefix ? 'prefix' : 'number'
  const line = label.replace(/\s+/g, ' ').trim()
  return line.length > longestLabel ? 'label' : { number: stored, prefix, label: line || null }
}

/** Adds to a list that has every number once, and has an end. */
export function withEntry(list: Exclusion[], entry: Exclusion): Exclusion[] | EntryProblem {
  if (list.some((each) => place(each) === place(entry))) return 'twice'
  return list.length >= mostExclusions ? 'full' : [...list, entry]
}

export interface Pasted {
  list: Exclusion[]
  added: number
  /** In the list already, or twice in what was pasted. */
  known: number
  /** Lines that were not added. */
  left: { text: string; problem: EntryProblem }[]
}

/** A line: a number, or a prefix with `*` behind it, and after a comma, semicolon or tab its label. */
export function paste(list: Exclusion[], text: string, readPhone: PhoneReader): Pasted {
  const result: Pasted = { list, added: 0, known: 0, left: [] }
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (!line.trim()) continue
    const [, first = '', label = ''] = /^([^,;\t]*)[,;\t]?(.*)$/.exec(line) ?? []
    const typed = first.trim()
    const prefix = typed.endsWith('*')
    const entry = readEntry(prefix ? typed.slice(0, -1) : typed, prefix, label, readPhone)
    const next = typeof entry === 'string' ? entry : withEntry(result.list, entry)
    if (next === 'twice') result.known++
    else if (typeof next === 'string') result.left.push({ text: line, problem: next })
    else {
      result.list = next
      result.added++
    }
  }
  return result
}
