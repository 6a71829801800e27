import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Employee } from '../src/contract'
import { mostRows, readImport } from '../src/dashboard/employees/importRows'
import { phoneReader } from '../src/dashboard/employees/phones'
import { decodeText, delimiters, parseCsv, safeCell, toCsv, withoutTextMark } from '../src/lib/csv'
import { runs } from './runs'

const cellsOf = (text: string, delimiter = delimiters[0]) => parseCsv(text, delimiter).rows.map(({ cells }) => cells)

describe('CSV', () => {
  it.each([
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['\ufeffa,b', [['a', 'b']]],
    ['\ufeff"a",b', [['a', 'b']]],
    ['"a,1","b ""x""",\r\n', [['a,1', 'b "x"', '']]],
    ['"a\r\nb",c', [['a\r\nb', 'c']]],
    ['a"b,c" d"', [['a"b', 'c" d"']]],
    ['"a"b,c', [['ab', 'c']]],
    ['a\n\n\nb\n', [['a'], ['b']]],
    ['""\n', [['']]],
    ['a,', [['a', '']]],
    ['', []],
    ['\n', []],
  ])('%j', (text, rows) => expect(cellsOf(text)).toEqual(rows))

  it('says on which line of the file each row starts', () => {
    const { rows } = parseCsv('h\r\n"a\r\nb"\r\n\r\nc\rd\ne', ',')
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5, 6, 7])
  })
  it('tells where a quote opens that never closes', () => {
    expect(parseCsv('a,b\nc,"d\ne,f', ',')).toMatchObject({ openQuote: 2 })
    expect(parseCsv('a,b\nc,"d"', ',').openQuote).toBeUndefined()
  })

  const cell = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('"', ',', ';', '\t', '\r', '\n', 'é', ' ', 'a', '=') }))
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 8 })
  it('reads what it writes, whatever the cells hold', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(...delimiters), (rows, delimiter) => {
        // A mark at the very beginning is the file's, not the cell's.
        fc.pre(!rows[0]?.[0]?.startsWith('\ufeff'))
        expect(parseCsv(toCsv(rows, delimiter), delimiter)).toEqual({ rows: expect.any(Array) })
        expect(parseCsv(toCsv(rows, delimiter), delimiter).rows.map(({ cells }) => cells)).toEqual(rows)
      }),
      { numRuns: runs(500) },
    )
  })
  it('never loses a character of arbitrary text but quotes, delimiters and breaks', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\r', '\n', 'a', 'b') }), (text) => {
        const letters = (s: string) => s.replace(/[^ab]/g, '')
        expect(letters(cellsOf(text).flat().join(''))).toBe(letters(text))
      }),
    )
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j cannot become a formula', (text) => {
    expect(safeCell(text)).toBe(`'${text}`)
    expect(withoutTextMark(safeCell(text))).toBe(text)
  })
  it.each(['Ada', "O'Neil", "'quoted'", '1=1', ''])('%j stays as it is', (text) => {
    expect(safeCell(text)).toBe(text)
    expect(withoutTextMark(text)).toBe(text)
  })
  it('never lets a cell start like a formula', () => {
    const start = fc.string({ unit: fc.constantFrom('=', '+', '@', '-', '\t', '\r', 'a') })
    fc.assert(fc.property(start, (text) => !/^[=+\-@\t\r]/.test(safeCell(text))))
  })
})

describe('the bytes of a file', () => {
  const utf8 = new TextEncoder().encode('\ufeffZoë')
  it.each([
    ['UTF-8 with its mark', utf8, 'Zoë'],
    ['Windows-1252', Uint8Array.of(0x5a, 0x6f, 0xeb), 'Zoë'],
    ['UTF-16, little end first', Uint8Array.of(0xff, 0xfe, 0x5a, 0x00, 0xeb, 0x00), 'Zë'],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, 0x00, 0x5a, 0x00, 0xeb), 'Zë'],
  ])('%s', (_, bytes, text) => expect(decodeText(bytes)).toBe(text))
})

describe('a file of people', async () => {
  const read = await phoneReader('GB')
  const here = [{ email: 'Here@ooak.test', phone: '+447700900999' } as Employee]
  const rowsOf = (text: string) => readImport(text, here, read).rows

  it.each([
    ['commas', 'Name,E-mail,Phone,Role,Team\nAda Marsh,ada@ooak.test,07700 900123,Manager,North'],
    ['semicolons', 'name;email;mobile;role;department\nAda Marsh;ada@ooak.test;07700 900123;MANAGER;North'],
    ['tabs', 'Full Name\tEMAIL ADDRESS\tTel.\tRole\tTeam\nAda Marsh\tada@ooak.test\t07700 900123\tmanager\tNorth'],
    ['another order', 'Team,Role,Phone number,Work e-mail,Display name\nNorth,manager,+447700900123,ada@ooak.test,Ada Marsh'],
    ['names in two columns', 'First name,Last name,Mail,Mobile,Role,Team\nAda,Marsh,ada@ooak.test,07700900123,manager,North'],
    [
      'a line that names the delimiter',
      'sep=;\r\nname;email;phone;role;team\r\nAda Marsh;ada@ooak.test;07700900123;manager;North',
    ],
    ['cells marked as text', "name,email,phone,role,team\nAda Marsh,ada@ooak.test,'+447700900123,manager,North"],
  ])('with %s', (_, text) => {
    const [row] = rowsOf(text)
    expect(row?.problems).toEqual([])
    expect(row?.draft).toEqual({
      name: 'Ada Marsh',
      email: 'ada@ooak.test',
      phone: '+447700900123',
      role: 'manager',
      team: 'North',
    })
  })

  it.each([
    ['German', 'Vorname;Name;E-Mail-Adresse;Telefon;Rolle;Abteilung'],
    ['French', 'Prénom;Nom;Courriel;Portable;Poste;Équipe'],
    ['Spanish', 'Nombre;Apellidos;Correo electrónico;Móvil;Puesto;Departamento'],
    ['Italian', 'Nome;Cognome;Indirizzo e-mail;Cellulare;Ruolo;Reparto'],
    ['Dutch', 'Voornaam;Achternaam;E-mailadres;Telefoonnummer;Rol;Afdeling'],
    ['Portuguese', 'Nome;Sobrenome;E-mail;Telemóvel;Cargo;Equipa'],
  ])('with headings in %s, and jobs that are no roles here', (_, heading) => {
    const file = readImport(`${heading}\nAda;Marsh;ada@ooak.test;07700 900123;Vertrieb;North`, here, read)
    expect(file.rows[0]?.problems).toEqual([])
    expect(file.rows[0]?.draft).toMatchObject({ name: 'Ada Marsh', phone: '+447700900123', role: 'employee', team: 'North' })
    expect(file.ignored).toHaveLength(1)
  })

  it.each([
    ['Name,Surname', 'Ada,Marsh', 'Ada Marsh'],
    ['First name,Name', 'Ada,Marsh', 'Ada Marsh'],
    ['Name,Surname', 'Ada Marsh,Marsh', 'Ada Marsh'],
    ['Name,Surname', 'Ada,', 'Ada'],
    ['Name,Surname', ',Marsh', 'Marsh'],
    ['Display name,First name,Last name', 'Ada Marsh,Adelaide,', 'Ada Marsh'],
    ['Display name,First name,Last name', ',Ada,Marsh', 'Ada Marsh'],
  ])('loses no half of a name: %s of %s', (heading, cells, name) =>
    expect(rowsOf(`Email,${heading}\na@ooak.test,${cells}`)[0]?.draft.name).toBe(name),
  )

  it('says what it took for the names of the columns', () => {
    expect(readImport('Fornavn;Adresse\nAda;ada@ooak.test', here, read)).toMatchObject({
      problem: 'no-heading',
      ignored: ['Fornavn;Adresse'],
    })
  })

  it('needs no more than a name and an address', () => {
    const [row] = rowsOf('email,name\nada@ooak.test,Ada')
    expect(row?.draft).toEqual({ name: 'Ada', email: 'ada@ooak.test', phone: null, role: 'employee', team: null })
  })

  it('says what is wrong with each row, by its line', () => {
    const rows = rowsOf(
      [
        'name,email,phone,role',
        'Ada,ada@ooak.test,07700900123,',
        ',no-name@ooak.test,,',
        'No Mail,,,',
        'Bad Mail,bad,,',
        'Ada again,ADA@ooak.test,,',
        'Same Phone,phone@ooak.test,+44 7700 900123,',
        'Here,here@OOAK.test,,',
        'Phone in use,used@ooak.test,07700 900999,',
        'Bad Phone,p@ooak.test,soon,',
        'Bad Role,r@ooak.test,,boss',
        'Short,short@ooak.test',
        'All wrong,x,y,z',
      ].join('\r\n'),
    )
    expect(rows.map(({ line, problems, sameAs }) => [line, ...problems, ...(sameAs ? [sameAs] : [])])).toEqual([
      [2],
      [3, 'name-missing'],
      [4, 'email-missing'],
      [5, 'email-invalid'],
      [6, 'duplicate-email', 2],
      [7, 'duplicate-phone', 2],
      [8, 'already-here'],
      [9, 'phone-in-use'],
      [10, 'phone-invalid'],
      [11, 'role-unknown'],
      [12],
      [13, 'email-invalid', 'phone-invalid', 'role-unknown'],
    ])
  })

  it('takes the corrected row where an earlier one with the same address cannot be sent', () => {
    const rows = rowsOf('name,email,phone\nAda,ada@ooak.test,soon\nAda,ada@ooak.test,07700900123\nAda,ada@ooak.test,07700900124')
    expect(rows.map(({ problems, sameAs }) => [...problems, sameAs])).toEqual([
      ['phone-invalid', undefined],
      [undefined],
      ['duplicate-email', 3],
    ])
  })

  it.each([
    ['', { problem: 'empty' }],
    ['\r\n , \r\n', { problem: 'empty' }],
    ['Ada,ada@ooak.test', { problem: 'no-heading' }],
    ['name,phone\nAda,1', { problem: 'no-heading' }],
    ['email,name', { problem: 'no-rows' }],
    ['email,name\n,,\n', { problem: 'no-rows' }],
    ['email,name\na@b.test,"Ada\nb@b.test,Bob', { problem: 'open-quote', at: 2 }],
    ['sep=,\nemail,name\na@b.test,"Ada', { problem: 'open-quote', at: 3 }],
    [`email,name\n${'a@b.test,A\n'.repeat(mostRows + 1)}`, { problem: 'too-many', at: mostRows + 1 }],
  ])('%j', (text, expected) => expect(readImport(text, here, read)).toMatchObject(expected))

  it('names the columns that it leaves out, and takes the first of two alike', () => {
    const file = readImport('email,name,Salary,mail,\na@b.test,A,1,c@d.test,', here, read)
    expect(file.ignored).toEqual(['Salary', 'mail'])
    expect(file.rows[0]?.email).toBe('a@b.test')
  })

  it('sends no address twice, whatever the file says', () => {
    const address = fc.constantFrom('a@b.test', 'A@B.test', 'c@b.test', 'bad', '', ' c@b.test ')
    fc.assert(
      fc.property(fc.array(address, { minLength: 1, maxLength: 12 }), (addresses) => {
        const rows = rowsOf(toCsv([['email', 'name'], ...addresses.map((each) => [each, 'X'])]))
        const good = rows.filter(({ problems }) => problems.length === 0).map(({ draft }) => draft.email.toLowerCase())
        expect(good).toEqual([...new Set(good)])
        expect(new Set(good)).toEqual(
          new Set(addresses.map((each) => each.trim().toLowerCase()).filter((each) => /@/.test(each))),
        )
      }),
    )
  })
})
