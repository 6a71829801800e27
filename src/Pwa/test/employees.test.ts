import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Employee } from '../src/contract'
import { readFields } from '../src/dashboard/employees/fields'
import { byName, countByStatus, narrow, noTeam, teamsOf } from '../src/dashboard/employees/listing'
import { phoneReader, plainPhoneReader } from '../src/dashboard/employees/phones'
import { fold, searcher } from '../src/dashboard/employees/search'

let next = 0
const person = (changes: Partial<Employee> = {}): Employee => ({
  id: String(++next),
  email: `person${next}@ooak.test`,
  name: `Person ${next}`,
  phone: null,
  role: 'employee',
  team: null,
  status: 'active',
  createdAt: '2026-11-01T00:00:00.000Z',
  reachable: false,
  ...changes,
})

const everybody = { find: '', state: '', role: '', team: '' }

describe('searching people', () => {
  const somebody = person({ name: 'Łukasz Ðorđe Straße', email: 'l.k@ooak.test', phone: '+447700900123', team: 'Señal' })
  it.each([
    ['lukasz', true],
    ['LUKASZ strasse', true],
    ['strasse lukasz', true],
    ['djordje', false],
    ['dorde', true],
    ['l.k@', true],
    ['senal', true],
    ['07700 900123', true],
    ['7700900', true],
    ['+44 7700', true],
    ['(0)7700-900', true],
    ['08700', false],
    ['088', false],
    ['lukasz anna', false],
    ['', true],
    ['   ', true],
  ])('%j finds: %s', (typed, found) => expect(searcher(typed)(somebody)).toBe(found))

  it('finds names of other scripts, and takes vowel signs for letters where they are', () => {
    expect(searcher('ليلى')(person({ name: 'لَيْلَى حداد' }))).toBe(true)
    expect(searcher('İPEK')(person({ name: 'ipek' }))).toBe(true)
    expect(searcher('कम')(person({ name: 'किम' }))).toBe(false)
    expect(searcher("o'brien")(person({ name: 'Finn O’Brien' }))).toBe(true)
    expect(searcher('obrien')(person({ name: 'Finn O’Brien' }))).toBe(true)
    expect(searcher('田中')(person({ name: '田中 花子' }))).toBe(true)
  })
  it('finds everybody by their own name, however it is cased and composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (name) => {
        expect(fold(fold(name))).toBe(fold(name))
        expect(searcher(name.normalize('NFD'))(person({ name: name.normalize('NFC') }))).toBe(true)
      }),
    )
  })
})

describe('the list', () => {
  const people = [
    person({ name: 'Zoë', team: 'North', status: 'invited' }),
    person({ name: 'ada', role: 'manager' }),
    person({ name: 'Éva', team: 'South', status: 'disabled' }),
    person({ name: 'Bob', team: 'North' }),
  ]
  const namesOf = (found: Employee[]) => found.map(({ name }) => name)
  it('is in the order of names, as the language sorts them', () => {
    expect(namesOf([...people].sort(byName))).toEqual(['ada', 'Bob', 'Éva', 'Zoë'])
  })
  it('is narrowed by all filters together', () => {
    expect(narrow(people, everybody)).toHaveLength(4)
    expect(namesOf(narrow(people, { ...everybody, team: 'North' }))).toEqual(['Zoë', 'Bob'])
    expect(namesOf(narrow(people, { ...everybody, team: 'North', state: 'active' }))).toEqual(['Bob'])
    expect(namesOf(narrow(people, { ...everybody, team: noTeam }))).toEqual(['ada'])
    expect(namesOf(narrow(people, { ...everybody, role: 'manager' }))).toEqual(['ada'])
    expect(namesOf(narrow(people, { ...everybody, find: 'eva' }))).toEqual(['Éva'])
    expect(narrow(people, { ...everybody, role: 'manager', find: 'eva' })).toEqual([])
  })
  it('counts, and knows the teams', () => {
    expect(countByStatus(people)).toEqual({ active: 2, invited: 1, disabled: 1 })
    expect(teamsOf(people)).toEqual(['North', 'South'])
  })
})

describe('the fields of somebody new', async () => {
  const read = await phoneReader('GB')
  const form = { name: 'Ada', email: 'ada@ooak.test', phone: '', role: '', team: '' }
  it('are trimmed and made canonical', () => {
    const typed = {
      name: '  Ada \t  Marsh ',
      email: ' ada@ooak.test ',
      phone: '07700 900123',
      role: ' Manager ',
      team: ' North ',
    }
    expect(readFields(typed, read)).toEqual({
      draft: { name: 'Ada Marsh', email: 'ada@ooak.test', phone: '+447700900123', role: 'manager', team: 'North' },
      problems: {},
    })
    expect(readFields(form, read).draft).toMatchObject({ phone: null, role: 'employee', team: null })
  })
  it.each([
    [{ name: ' ' }, { name: 'name-missing' }],
    [{ name: 'x'.repeat(201) }, { name: 'name-long' }],
    [{ email: '' }, { email: 'email-missing' }],
    [{ email: 'ada' }, { email: 'email-invalid' }],
    [{ email: 'ada@ooak' }, { email: 'email-invalid' }],
    [{ email: 'ada@ooak..test' }, { email: 'email-invalid' }],
    [{ email: 'ada marsh@ooak.test' }, { email: 'email-invalid' }],
    [{ email: 'a@b.test, c@d.test' }, { email: 'email-invalid' }],
    [{ email: `${'a'.repeat(250)}@b.test` }, { email: 'email-invalid' }],
    [{ phone: 'call me' }, { phone: 'phone-invalid' }],
    [{ phone: '12' }, { phone: 'phone-invalid' }],
    [{ phone: '4.477E+11' }, { phone: 'phone-invalid' }],
    [{ role: 'boss' }, { role: 'role-unknown' }],
    [{ team: 'x'.repeat(101) }, { team: 'team-long' }],
    [{ name: 'x'.repeat(200), email: "o'neil+calls@sub.ooak.test", phone: '+1 212 555 0100' }, {}],
  ])('%o', (changes, problems) => expect(readFields({ ...form, ...changes }, read).problems).toEqual(problems))
  it.each([
    ['', null],
    ['+44 7700 900123', '+447700900123'],
    ['07700 900123', undefined],
    ['x', undefined],
  ])('without the numbering plans, %j is %s', (typed, number) => expect(plainPhoneReader(typed)).toBe(number))
})
