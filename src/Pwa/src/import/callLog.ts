import { directionOf, type Kind, type LogEntry, type Unusable } from './entry'
import { ImportFault, maximumRows } from './faults'
import { type Element, XmlReader } from './xml'

/** Android's CallLog.Calls.TYPE; the rest says nothing about a call of this person. */
const kinds: Record<string, Kind | Unusable['why']> = {
  '1': 'incoming',
  '2': 'outgoing',
  '3': 'missed',
  '4': 'voicemail',
  '5': 'rejected',
  '6': 'blocked',
  '7': 'elsewhere',
}
const usable: readonly string[] = ['incoming', 'outgoing', 'missed', 'rejected'] satisfies Kind[]
/** CallLog.Calls.NUMBER_PRESENTATION: restricted, unknown. */
const withheld = ['2', '3']

export interface CallLog {
  entries: LogEntry[]
  unusable: Unusable[]
}

/** Reads `<calls><call number= duration= date= type= presentation= contact_name=/></calls>`, as it comes in. */
export class CallLogReader {
  readonly log: CallLog = { entries: [], unusable: [] }
  private readonly xml = new XmlReader()
  private root: string | undefined
  /** Of the root. */
  private line = 1
  private firstUnreadable: ImportFault | undefined
  private unreadable = 0
  private readonly seen = new Set<string>()

  feed(text: string): void {
    for (const element of this.xml.feed(text)) this.take(element)
  }

  /** Where no call has a date, a length and a kind that can be read, this is another kind of file: the first is named. */
  end(): CallLog {
    this.xml.end()
    const { entries, unusable } = this.log
    if (entries.length + unusable.length === 0) throw new ImportFault('no-rows', this.line, 1)
    if (this.firstUnreadable && this.unreadable === entries.length + unusable.length) throw this.firstUnreadable
    return this.log
  }

  private take(element: Element): void {
    const { name, attributes, line, column } = element
    if (this.root === undefined) {
      this.root = name
      this.line = line
    }
    if (this.root !== 'calls') throw new ImportFault('not-a-log', line, column)
    if (name !== 'call') return
    if (this.log.entries.length >= maximumRows) throw new ImportFault('too-many', line, column)
    const start = wholeNumber(attributes.date)
    const duration = wholeNumber(attributes.duration ?? '0')
    const type = /^\d{1,4}$/.test(attributes.type ?? '') ? attributes.type : undefined
    if (start === undefined || duration === undefined || type === undefined) {
      this.leave(start === undefined ? 'date' : duration === undefined ? 'duration' : 'kind', element)
      return
    }
    const kind = kinds[type] ?? 'kind'
    if (!isUsable(kind)) {
      this.log.unusable.push({ line, why: kind })
      return
    }
    const number = withheld.includes(attributes.presentation ?? '') ? null : numberOf(attributes.number)
    // The phone writes milliseconds: what is alike in all is one call, which stands there twice where exports were put together.
    const same = `${number} ${kind} ${start} ${duration}`
    if (this.seen.has(same)) {
      this.log.unusable.push({ line, why: 'twice' })
      return
    }
    this.seen.add(same)
    this.log.entries.push({
      line,
      number,
      name: nameOf(attributes.contact_name),
      ...directionOf(kind, duration),
      start,
      duration,
    })
  }

  /** One broken call is no reason to refuse thousands. */
  private leave(why: 'date' | 'duration' | 'kind', { line, column }: Element): void {
    this.firstUnreadable ??= new ImportFault(why === 'kind' ? 'type' : why, line, column)
    this.unreadable += 1
    this.log.unusable.push({ line, why })
  }
}

const isUsable = (kind: Kind | Unusable['why']): kind is Kind => usable.includes(kind)

const wholeNumber = (text: string | undefined): number | undefined => (text && /^\d{1,15}$/.test(text) ? Number(text) : undefined)

/** Negative numbers stand for withheld ones, and so do words of some exporters. */
const noNumber = /^(-\d+|(private|withheld|unknown|anonymous|restricted)( number)?)?$/i

export function numberOf(text: string | undefined): string | null {
  const number = text?.trim() ?? ''
  return noNumber.test(number) ? null : number
}

const nobody = /^\(?unknown\)?$|^null$/i

export function nameOf(text: string | undefined): string | null {
  const found = text?.trim() ?? ''
  return found === '' || nobody.test(found) ? null : [...found].slice(0, 190).join('').slice(0, 200)
}
