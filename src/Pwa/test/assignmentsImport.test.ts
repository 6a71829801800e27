import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Employee } from '../src/contract'
import { distribute } from '../src/dashboard/assignments/distribute'
import { dayOfText, readRows } from '../src/dashboard/assignments/rows'
import { phoneReader } from '../src/dashboard/employees/phones'
import { assignment } from './device'

const person = (name: string, status: Employee['status'] = 'active'): Employee => ({
  id: name.toLowerCase(),
  email: `${name.toLowerCase()}@ooak.test`,
  name,
  phone: null,
  role: 'employee',
  team: null,
  status,
  createdAt: '',
  reachable: false,
})
const people = [
  person('Ada'),
  person('Ben'),
  person('Cleo', 'disabled'),
  { ...person('Ben'), id: 'ben2', email: 'ben2@ooak.test' },
]
const readPhone = await phoneReader('GB')
const read = (text: string, open = [assignment({ contactPhone: '+442079460001' })]) => readRows(text, people, open, readPhone)

describe('a table of people to call', () => {
  it('is read in the organisation’s country, with its columns in any words and order', () => {
    const { rows, ignored } = read(
      'Due date;Customer;Tel.;Colour;Assigned to;Notes\n2026-05-04;Zoë;020 7946 0000;red;ADA@ooak.test;"Price;\nagain"\n',
    )
    expect(ignored).toEqual(['Colour'])
    expect(rows).toEqual([
      {
        line: 2,
        typed: { name: 'Zoë', phone: '020 7946 0000' },
        contactName: 'Zoë',
        contactPhone: '+442079460000',
        note: 'Price;\nagain',
        dueDay: '2026-05-04',
        employeeId: 'ada',
        problems: [],
      },
    ])
  })

  it.each([
    ['phone\n"  "\nx', ['phone-invalid']],
    ['phone,name\n,Ada', ['phone-missing']],
    ['phone,due\n02079460000,04/05/2026', ['due-invalid']],
    ['phone,due\n02079460000,2026-02-30', ['due-invalid']],
    ['phone,assignee\n02079460000,Nobody', ['person-unknown']],
    ['phone,assignee\n02079460000,Cleo', ['person-unknown']],
    ['phone,assignee\n02079460000,Ben', ['person-unknown']],
    [`phone,name,note\n02079460000,${'n'.repeat(201)},${'n'.repeat(2_001)}`, ['name-long', 'note-long']],
  ])('says what is wrong with a row: %j', (text, problems) => {
    expect(read(text).rows.at(-1)?.problems).toEqual(problems)
  })

  it('knows a number that is in it twice, and one that somebody is to call already', () => {
    const { rows } = read('phone\n020 7946 0000\n+44 20 7946 0000\n020 7946 0001\n')
    expect(rows.map(({ repeat, sameAs }) => [repeat, sameAs])).toEqual([
      [undefined, undefined],
      ['duplicate', 2],
      ['open-already', undefined],
    ])
  })

  it('needs a column of numbers', () => {
    expect(read('name\nAda').problem).toBe('no-heading')
    expect(read('').problem).toBe('empty')
  })

  it('has days as the world writes them without doubt', () => {
    expect(['2026-5-4', '4.5.2026', '04.05.2026', '5/4/2026', '1999-01-01'].map(dayOfText)).toEqual([
      '2026-05-04',
      '2026-05-04',
      '2026-05-04',
      undefined,
      undefined,
    ])
  })
})

describe('distributing', () => {
  it('leaves what is set, and shares the rest evenly, counting what is set', () => {
    const rows = [null, 'a', null, 'z', 'a', null].map((employeeId) => ({ employeeId }))
    expect(distribute(rows, ['a', 'b'])).toEqual(['b', 'a', 'b', 'z', 'a', 'a'])
    expect(distribute(rows, [])).toEqual([null, 'a', null, 'z', 'a', null])
  })

  it('gives nobody more than one more than another, where nothing is set', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 20 }), (rows, n) => {
        const chosen = Array.from({ length: n }, (_, i) => `p${i}`)
        const given = distribute(Array(rows).fill({ employeeId: null }), chosen)
        const counts = chosen.map((id) => given.filter((each) => each === id).length)
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
        expect(counts.reduce((sum, count) => sum + count)).toBe(rows)
      }),
    )
  })
})
