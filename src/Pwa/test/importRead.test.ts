import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CallLogReader } from '../src/import/callLog'
import { instantOf, possibleOrders, secondsOf } from '../src/import/dates'
import { ImportFault } from '../src/import/faults'
import { guessColumns, ordersOf, readRows, readTable } from '../src/import/table'
import { isXml, readXml } from '../src/import/xmlFile'
import { runs } from './runs'

function read(text: string, pieces = [text]) {
  const reader = new CallLogReader()
  for (const piece of pieces) reader.feed(piece)
  return reader.end()
}

function fault(work: () => unknown): [string, number, number] {
  try {
    work()
  } catch (error) {
    if (error instanceof ImportFault) return [error.code, error.line, error.column]
    throw error
  }
  throw new Error('It was read')
}

const call = (attributes: string) => `<call ${attributes} />`
const log = (...calls: string[]) =>
  `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<!-- made by\n an app -->\n<calls count="1">\n${calls.join('\n')}\n</calls>\n`
function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const units = `\ufeff${text}`
  const view = new DataView(new ArrayBuffer(units.length * 2))
  for (let i = 0; i < units.length; i++) view.setUint16(i * 2, units.charCodeAt(i), littleEndian)
  return new Uint8Array(view.buffer)
}
const plain =
  'number="+447700900001" duration="65" date="1763805600000" type="2" presentation="1" readable_date="x" contact_name="Ada &amp; Co &#128222;"'

describe('a call log in XML', () => {
  it('is read', () => {
    const { entries, unusable } = read(
      log(
        call(plain),
        call('number="-2" duration="0" date="1763805600001" type="3" contact_name="(Unknown)"'),
        call('number="Private number" duration="0" date="1763805600001" type="1"'),
        call("number='0123' duration='0' date='1763805600002' type='5' presentation='2'"),
        call('number="1" date="1763805600003" duration="0" type="2"'),
        call('number="1" date="1763805600003" duration="0" type="4"'),
        call('number="1" date="1763805600003" duration="0" type="6"'),
        call('number="1" date="1763805600003" duration="0" type="7"'),
        call('number="1" date="1763805600003" duration="0" type="99"'),
      ),
    )
    expect(
      entries.map(({ number, name, callType, status, duration, line }) => [line, number, name, callType, status, duration]),
    ).toEqual([
      [5, '+447700900001', 'Ada & Co 📞', 'outgoing', 'completed', 65],
      [6, null, null, 'incoming', 'missed', 0],
      [7, null, null, 'incoming', 'completed', 0],
      [8, null, null, 'incoming', 'rejected', 0],
      [9, '1', null, 'outgoing', 'missed', 0],
    ])
    expect(entries[0]?.start).toBe(1763805600000)
    expect(unusable).toEqual([
      { line: 10, why: 'voicemail' },
      { line: 11, why: 'blocked' },
      { line: 12, why: 'elsewhere' },
      { line: 13, why: 'kind' },
    ])
  })

  it('leaves out the calls that cannot be read, and names them', () => {
    const { entries, unusable } = read(
      log(
        call('number="1" date="x" duration="0" type="1"'),
        call('number="1" duration="0" type="1"'),
        call('number="1" date="1763805600000" duration="-1" type="1"'),
        call('number="1" date="1763805600000" duration="0"'),
        call('number="1" date="1763805600000" duration="0" type="-1"'),
        call(plain),
      ),
    )
    expect(entries.map(({ line }) => line)).toEqual([10])
    expect(unusable).toEqual([
      { line: 5, why: 'date' },
      { line: 6, why: 'date' },
      { line: 7, why: 'duration' },
      { line: 8, why: 'kind' },
      { line: 9, why: 'kind' },
    ])
  })

  it('counts a call once that stands in it twice, and a redial for itself', () => {
    const missed = (date: number) => call(`number="" presentation="2" duration="0" date="${date}" type="3"`)
    const { entries, unusable } = read(
      log(call(plain), call(plain), missed(1763805600000), missed(1763805600001), missed(1763805600000)),
    )
    expect(entries.map(({ line }) => line)).toEqual([5, 7, 8])
    expect(unusable).toEqual([
      { line: 6, why: 'twice' },
      { line: 9, why: 'twice' },
    ])
  })

  it('is read the same in whatever pieces it comes', () => {
    const text = log(
      call(plain),
      '<![CDATA[ <call> ]]>',
      call(plain.replace('1763805600000', '1763805600001')),
      '<call number="2" date="1763805600000" duration="1" type="1"></call>',
    )
    const whole = read(text)
    expect(whole.entries).toHaveLength(3)
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 200 }), (sizes) => {
        const pieces: string[] = []
        for (let at = 0, i = 0; at < text.length; i++) {
          const size = sizes[i % sizes.length] ?? 1
          pieces.push(text.slice(at, at + size))
          at += size
        }
        expect(read(text, pieces)).toEqual(whole)
      }),
    )
  })

  it('gives back any name and number that was written into it', () => {
    const escaped = (value: string) =>
      value.replace(
        /[&<>"'\n\r\t]/g,
        (char) =>
          ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[char] ??
          `&#x${char.charCodeAt(0).toString(16)};`,
      )
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      .filter((name) => name.trim() === name && !/unknown|null|\0/i.test(name))
    fc.assert(
      fc.property(word, (name) => {
        const [entry] = read(
          log(call(`number="1" duration="0" date="1763805600000" type="1" contact_name="${escaped(name)}"`)),
        ).entries
        expect(entry?.name).toBe(name)
      }),
    )
  })

  it.each([
    ['', ['empty', 1, 1]],
    ['  \n', ['empty', 2, 1]],
    ['<smses/>', ['not-a-log', 1, 1]],
    ['\n<calls count="0"></calls>', ['no-rows', 2, 1]],
    ['text', ['not-xml', 1, 1]],
    ['<calls>\n  <call number="1" date="x" duration="0" type="1"/>\n</calls>', ['date', 2, 3]],
    ['<calls>\n<call number="1" duration="0" type="1"/>\n</calls>', ['date', 2, 1]],
    ['<calls>\n<call number="1" date="1763805600000" duration="-1" type="1"/>\n</calls>', ['duration', 2, 1]],
    ['<calls><call number="1" date="1763805600000" duration="0"/></calls>', ['type', 1, 8]],
    ['<calls>\n\n<call number="1" date="1763805600000" duration="0" type="1">\n</calls>', ['tag-mismatch', 4, 1]],
    ['<calls>\n<call number="1"', ['tag-open', 2, 1]],
    ['<calls>\n', ['tag-mismatch', 2, 1]],
    ['<calls>\n<call number="1" number="2"/></calls>', ['attribute', 2, 1]],
    ['<calls>\n<call number=1/></calls>', ['attribute', 2, 1]],
    ['<calls><call number="&nbsp;"/></calls>', ['entity', 1, 8]],
    ['<calls><call number="&"/></calls>', ['entity', 1, 8]],
    ['<calls><call number="<"/></calls>', ['attribute', 1, 8]],
    ['<calls/><calls/>', ['not-xml', 1, 9]],
    ['<calls/>\ntrailing', ['not-xml', 2, 1]],
    ['<!DOCTYPE calls [<!ENTITY a "b">]>\n<calls/>', ['declaration', 1, 1]],
  ])('that is broken names the place: %j', (text, place) => {
    expect(fault(() => read(text))).toEqual(place)
  })

  it.each([
    ['UTF-8', (text: string) => new TextEncoder().encode(text)],
    ['UTF-8 with a mark', (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16, little-endian', (text: string) => utf16(text, true)],
    ['UTF-16, big-endian', (text: string) => utf16(text, false)],
  ])('is read in %s', async (_, encoded) => {
    const file = new Blob([encoded(log(call(plain)))])
    expect(await isXml(file)).toBe(true)
    expect((await readXml(file)).entries).toMatchObject([{ number: '+447700900001', duration: 65 }])
    expect(await isXml(new Blob([encoded('number,date')]))).toBe(false)
  })

  const latin1 = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
  it.each([
    ['says so', 'ISO-8859-1'],
    ['says that it is UTF-8', 'UTF-8'],
    ['says what nobody knows', 'x-unheard-of'],
  ])('has its names in full where it is in Latin-1 and %s', async (_, declared) => {
    const text = log(call('number="1" duration="0" date="1763805600000" type="1" contact_name="Zoë Müller"'))
    const file = new Blob([latin1(text.replace('UTF-8', declared))])
    expect(await isXml(file)).toBe(true)
    expect((await readXml(file)).entries).toMatchObject([{ name: 'Zoë Müller' }])
  })

  it('is in UTF-8 where its mark says so, but for what is broken in it', async () => {
    const bytes = new TextEncoder().encode(`\ufeff${log(call(plain))}`)
    bytes[bytes.lastIndexOf('A'.charCodeAt(0))] = 0xff
    expect((await readXml(new Blob([bytes]))).entries).toMatchObject([{ name: '\ufffdda & Co 📞' }])
  })

  it('is read in the encoding that it declares', async () => {
    const text = log(call('number="1" duration="0" date="1763805600000" type="1" contact_name="\u00a3ukasz"'))
    const file = new Blob([latin1(text.replace('UTF-8', 'iso-8859-2'))])
    expect((await readXml(file)).entries).toMatchObject([{ name: '\u0141ukasz' }])
  })

  it('is read or refused, whatever it is, and never another way', () => {
    const parts = fc.constantFrom(
      '<',
      '>',
      '/',
      '"',
      "'",
      '=',
      '&',
      ';',
      '!',
      '[',
      ']',
      '-',
      '?',
      ' ',
      '\n',
      'calls',
      'call',
      'date',
      '1',
      '<calls>',
      '</calls>',
      '<call ',
      '<!--',
      '-->',
      '<![CDATA[',
      ']]>',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (all) => {
        try {
          read(all.join(''))
        } catch (error) {
          expect(error).toBeInstanceOf(ImportFault)
        }
      }),
      { numRuns: runs(2_000) },
    )
  })
})

const table = (text: string) => readTable(new TextEncoder().encode(text))

describe('a call log in a table', () => {
  it('is read by its headings', () => {
    const found = table(
      '\ufeffContact;Phone number;Direction;Date;Time;Duration\r\n"Ada; Co";020 7946 0000;Outgoing;22/11/2026;09:30:05;0:01:15\r\n;;Missed;21/11/2026;23:59;\r\nX;1;Voicemail;21/11/2026;10:00;1',
    )
    const columns = guessColumns(found.header)
    expect(columns).toEqual({ name: 0, number: 1, type: 2, date: 3, time: 4, duration: 5 })
    expect(ordersOf(found, columns)).toEqual(['dmy'])
    const { entries, unusable } = readRows(found, columns, 'dmy')
    expect(entries).toEqual([
      {
        line: 2,
        number: '020 7946 0000',
        name: 'Ada; Co',
        callType: 'outgoing',
        status: 'completed',
        start: new Date(2026, 10, 22, 9, 30, 5).getTime(),
        duration: 75,
      },
      {
        line: 3,
        number: null,
        name: null,
        callType: 'incoming',
        status: 'missed',
        start: new Date(2026, 10, 21, 23, 59).getTime(),
        duration: 0,
      },
    ])
    expect(unusable).toEqual([{ line: 4, why: 'voicemail' }])
  })

  it('that can be read in two ways has to be asked about', () => {
    expect(possibleOrders(['03/04/2026', '05/06/2026 10:00'])).toEqual(['dmy', 'mdy'])
    expect(possibleOrders(['03/04/2026', '13/04/2026'])).toEqual(['dmy'])
    expect(possibleOrders(['03/04/2026', '04/13/2026'])).toEqual(['mdy'])
    expect(possibleOrders(['2026-04-03'])).toEqual(['ymd'])
    expect(possibleOrders(['1763805600000'])).toEqual(['ymd'])
    expect(possibleOrders(['30/02/2026'])).toEqual([])
    expect(possibleOrders(['13/04/2026', '99/99/2026', '03/04/2026'])).toEqual(['dmy'])
    expect(possibleOrders(['2026-11-30 07:00', '2026-13-45 07:00'])).toEqual(['ymd'])
  })

  it.each([
    ['2026-11-22 09:30', 'ymd', new Date(2026, 10, 22, 9, 30).getTime()],
    ['2026-11-22T09:30:00Z', 'ymd', Date.UTC(2026, 10, 22, 9, 30)],
    ['2026-11-22T09:30:00+02:00', 'ymd', Date.UTC(2026, 10, 22, 7, 30)],
    ['22.11.2026, 9:30', 'dmy', new Date(2026, 10, 22, 9, 30).getTime()],
    ['11/22/26 12:05 am', 'mdy', new Date(2026, 10, 22, 0, 5).getTime()],
    ['11/22/2026 12:05 PM', 'mdy', new Date(2026, 10, 22, 12, 5).getTime()],
    ['Nov 22, 2026 9:30:10 p.m.', 'ymd', new Date(2026, 10, 22, 21, 30, 10).getTime()],
    ['Sunday, 22 November 2026 09:30', 'ymd', new Date(2026, 10, 22, 9, 30).getTime()],
    ['1763805600', 'ymd', 1763805600000],
    ['22/11/2026 25:00', 'dmy', undefined],
    ['22/13/2026', 'dmy', undefined],
    ['yesterday', 'ymd', undefined],
  ] as const)('has times such as %s', (text, order, instant) => {
    expect(instantOf(text, order)).toBe(instant)
  })

  it.each([
    ['75', 75],
    ['1:15', 75],
    ['01:01:15', 3675],
    ['1m 15s', 75],
    ['2 min', 120],
    ['1 h 2 min 3 sec', 3723],
    ['', 0],
    ['x', undefined],
  ] as const)('has lengths such as %j', (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds)
  })

  it('leaves out the lines whose date or length cannot be read, and names them', () => {
    const mixed = table('number,date,duration,type\n1,2026-11-22,5,in\n2,2026-13-45,5,in\n3,2026-11-22,for ever,in\n4,,5,in')
    const columns = guessColumns(mixed.header)
    expect(ordersOf(mixed, columns)).toEqual(['ymd'])
    const { entries, unusable } = readRows(mixed, columns, 'ymd')
    expect(entries.map(({ line }) => line)).toEqual([2])
    expect(unusable).toEqual([
      { line: 3, why: 'date' },
      { line: 4, why: 'duration' },
      { line: 5, why: 'date' },
    ])
  })

  it('that is broken names the line', () => {
    expect(fault(() => table(''))).toEqual(['empty', 1, 1])
    expect(fault(() => table('one column\n1'))).toEqual(['not-a-log', 1, 1])
    expect(fault(() => table('number,date'))).toEqual(['no-rows', 1, 1])
    expect(fault(() => table('number,date\n1,"2026'))).toEqual(['quote-open', 2, 1])
    const bad = table('number,date,duration,type\n1,soon,5,in\n2,later,5,in')
    expect(fault(() => readRows(bad, guessColumns(bad.header), 'ymd'))).toEqual(['date', 2, 2])
    const long = table('number,date,duration,type\n1,2026-11-22,for ever,in')
    expect(fault(() => readRows(long, guessColumns(long.header), 'ymd'))).toEqual(['duration', 2, 3])
  })
})
