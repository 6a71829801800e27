import { ImportFault } from './faults'

/** One start tag or self-closing tag with its attributes, and where it begins. */
export interface Element {
  name: string
  attributes: Record<string, string>
  line: number
  column: number
}

const name = /^[A-Za-z_][\w.\-:]*$/
const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
/** UTF-16 units. A tag of a call log takes a few hundred. */
const longestTag = 64 * 1024

/**
 * Reads the elements of an XML text as it comes in, piece by piece. Strict: tags close in order, entities are the five of XML
 * and characters by number. A document type is refused with whatever it would define, so nothing expands.
 */
export class XmlReader {
  private rest = ''
  private line = 1
  private column = 1
  private readonly open: string[] = []
  private seenRoot = false

  /** The elements that are complete by now. */
  feed(text: string): Element[] {
    this.rest += text
    if (this.line === 1 && this.column === 1 && this.rest.startsWith('\ufeff')) this.rest = this.rest.slice(1)
    const found: Element[] = []
    for (;;) {
      const at = this.rest.indexOf('<')
      if (at < 0) {
        this.content(this.rest)
        return found
      }
      this.content(this.rest.slice(0, at))
      const length = this.markup()
      if (length === undefined) {
        if (this.rest.length > longestTag && !/^<(!--|!\[CDATA\[)/.test(this.rest)) throw this.fault('tag-open')
        return found
      }
      const markup = this.rest.slice(0, length)
      const element = this.read(markup)
      if (element) found.push(element)
      this.pass(markup)
    }
  }

  /** No more comes. */
  end(): void {
    if (this.rest.trim() !== '') throw this.fault('tag-open')
    if (this.open.length > 0) throw this.fault('tag-mismatch')
    if (!this.seenRoot) throw this.fault('empty')
  }

  /** How long the markup at the beginning of the rest is; undefined: its end is not here yet. */
  private markup(): number | undefined {
    const until = (end: string, from: number): number | undefined => {
      const at = this.rest.indexOf(end, from)
      return at < 0 ? undefined : at + end.length
    }
    if (this.rest.startsWith('<!--')) return until('-->', 4)
    if (this.rest.startsWith('<![CDATA[')) return until(']]>', 9)
    if (this.rest.startsWith('<?')) return until('?>', 2)
    // Fewer characters could still become one of those.
    if (this.rest.startsWith('<!')) {
      if (this.rest.length < 9) return undefined
      throw this.fault('declaration')
    }
    let quote = ''
    for (let i = 1; i < this.rest.length; i++) {
      const char = this.rest.charAt(i)
      if (quote) {
        if (char === quote) quote = ''
      } else if (char === '"' || char === "'") quote = char
      else if (char === '>') return i + 1
      else if (char === '<') throw this.fault('tag-open')
    }
    return undefined
  }

  private read(markup: string): Element | undefined {
    if (markup.startsWith('<!--') || markup.startsWith('<?')) return undefined
    if (markup.startsWith('<![CDATA[')) {
      if (this.open.length === 0) throw this.fault('not-xml')
      return undefined
    }
    if (markup.startsWith('</')) {
      if (this.open.pop() !== markup.slice(2, -1).trim()) throw this.fault('tag-mismatch')
      return undefined
    }
    const closed = markup.endsWith('/>')
    const inside = markup.slice(1, closed ? -2 : -1)
    const [tag = ''] = /^[^\s]*/.exec(inside) ?? []
    if (!name.test(tag)) throw this.fault('not-xml')
    if (this.open.length === 0 && this.seenRoot) throw this.fault('not-xml')
    const element = { name: tag, attributes: this.attributes(inside.slice(tag.length)), line: this.line, column: this.column }
    this.seenRoot = true
    if (!closed) this.open.push(tag)
    return element
  }

  private attributes(text: string): Record<string, string> {
    const found: Record<string, string> = Object.create(null)
    const one = /\s+([^\s=]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
    let at = 0
    while (at < text.length) {
      if (text.slice(at).trim() === '') break
      one.lastIndex = at
      const match = one.exec(text)
      const [, key = '', double, single] = match ?? []
      if (!match || !name.test(key) || key in found) throw this.fault('attribute')
      found[key] = this.decoded(double ?? single ?? '')
      at = one.lastIndex
    }
    return found
  }

  private decoded(text: string): string {
    if (!text.includes('&')) return text
    return text.replace(/&([^;&]*)(;?)/g, (_, reference: string, end: string) => {
      const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference)
      const code = number ? Number.parseInt(number[1] ?? number[2] ?? '', number[1] ? 16 : 10) : undefined
      const char = code === undefined ? named[reference] : charOf(code)
      if (!end || char === undefined) throw this.fault('entity')
      return char
    })
  }

  /** Text between tags: a call log has none but white space. */
  private content(text: string): void {
    const stray = text.search(/\S/)
    if (stray >= 0 && this.open.length === 0) {
      this.pass(text.slice(0, stray))
      throw this.fault('not-xml')
    }
    this.pass(text)
  }

  private pass(text: string): void {
    this.rest = this.rest.slice(text.length)
    for (let from = 0; ; ) {
      const at = text.indexOf('\n', from)
      if (at < 0) {
        this.column += text.length - from
        return
      }
      this.line += 1
      this.column = 1
      from = at + 1
    }
  }

  private fault(code: ConstructorParameters<typeof ImportFault>[0]): ImportFault {
    return new ImportFault(code, this.line, this.column)
  }
}

/** Halves of characters come as two references from some exporters: emoji in names. */
function charOf(code: number): string | undefined {
  if (code === 0 || code > 0x10ffff) return undefined
  return code >= 0xd800 && code <= 0xdfff ? String.fromCharCode(code) : String.fromCodePoint(code)
}
