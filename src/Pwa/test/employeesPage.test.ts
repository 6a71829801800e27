import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Employee, EmployeePage } from '../src/contract'
import { errorsOf } from '../src/dashboard/employees/errors'
import { readImport } from '../src/dashboard/employees/importRows'
import type { ImportItem } from '../src/dashboard/employees/importRun'
import { plainPhoneReader } from '../src/dashboard/employees/phones'
import { reportCsv, reportOf, templateCsv } from '../src/dashboard/employees/report'
import { dropPerson, keepPeople, names, people, readPeople } from '../src/dashboard/people'
import { linkTo, parsePlace } from '../src/dashboard/routes'
import { parseCsv } from '../src/lib/csv'
import { ApiError } from '../src/session/problem'

const { api } = vi.hoisted(() => ({ api: vi.fn<(path: string) => Promise<EmployeePage>>() }))
vi.mock('../src/session/session', () => ({ api }))

const person = (id: string, name: string): Employee => ({
  id,
  name,
  email: `${id}@ooak.test`,
  phone: null,
  role: 'employee',
  team: null,
  status: 'active',
  createdAt: '2026-11-01T00:00:00.000Z',
  reachable: false,
})

describe('the address of the employees page', () => {
  it('says the search, the filters and what is open', () => {
    const place = parsePlace('#/employees?find=zo%C3%AB&state=invited&role=manager&team=North&open=invite')
    expect(place).toMatchObject({
      view: 'employees',
      find: 'zoë',
      state: 'invited',
      role: 'manager',
      team: 'North',
      open: 'invite',
    })
    expect(parsePlace(linkTo(place))).toEqual(place)
    expect(linkTo(parsePlace('#/employees'))).toBe('#/employees')
  })
})

describe('everybody', () => {
  beforeEach(() => {
    people.value = {}
    api.mockReset()
  })

  it('is read page by page, in the order of names', async () => {
    api.mockResolvedValueOnce({ employees: [person('2', 'Zoë')], cursor: 'a b' })
    api.mockResolvedValueOnce({ employees: [person('1', 'Ada')], cursor: null })
    await readPeople()
    expect(api.mock.calls).toEqual([['/employees'], ['/employees?cursor=a%20b']])
    expect(people.value.list?.map(({ name }) => name)).toEqual(['Ada', 'Zoë'])
    expect(names.value.get('2')).toBe('Zoë')
  })
  it('stays on the screen, marked, when it cannot be read again', async () => {
    api.mockResolvedValueOnce({ employees: [person('1', 'Ada')], cursor: null })
    await readPeople()
    const { at } = people.value
    api.mockRejectedValueOnce(new ApiError('offline', 0))
    await readPeople()
    expect(people.value).toMatchObject({ error: 'offline', at })
    expect(people.value.list).toHaveLength(1)
    api.mockResolvedValueOnce({ employees: [], cursor: null })
    await readPeople()
    expect(people.value.error).toBeUndefined()
  })
  it('is read again when somebody changed meanwhile: the old answer must not undo the change', async () => {
    people.value = { list: [person('1', 'Old')] }
    api.mockImplementationOnce(async () => {
      keepPeople([person('1', 'New')])
      return { employees: [person('1', 'Old')], cursor: null }
    })
    api.mockResolvedValueOnce({ employees: [person('1', 'New')], cursor: null })
    await readPeople()
    expect(api).toHaveBeenCalledTimes(2)
    expect(people.value.list?.[0]?.name).toBe('New')
  })
  it('is read once, however many ask at the same time', async () => {
    api.mockResolvedValue({ employees: [], cursor: null })
    await Promise.all([readPeople(), readPeople()])
    expect(api).toHaveBeenCalledTimes(1)
  })
  it('takes in and lets go of single people', () => {
    people.value = { list: [person('2', 'Zoë')] }
    keepPeople([person('1', 'Ada'), person('2', 'Zoe')])
    expect(people.value.list?.map(({ name }) => name)).toEqual(['Ada', 'Zoe'])
    dropPerson('1')
    expect(people.value.list?.map(({ name }) => name)).toEqual(['Zoe'])
  })
})

describe('what stood in the way', () => {
  it.each([
    [new ApiError('phone-taken', 409), 'phone'],
    [new ApiError('email-taken', 409), 'email'],
    [new ApiError('last-manager', 409), 'role'],
    [new ApiError('offline', 0), 'form'],
    [new ApiError('slow-down', 429), 'form'],
    [new ApiError('something-new', 418), 'form'],
    [new ApiError('something-new', 500), 'form'],
  ])('%o shows beside %s', (error, field) => {
    const said = errorsOf(error)
    expect(Object.keys(said)).toEqual([field])
    expect(Object.values(said)[0]).toMatch(/\w/)
  })
  it('is the server’s own words where it names fields', () => {
    const errors = { name: ['Too long.'], team: ['Not that.', 'Nor that.'] }
    expect(errorsOf(new ApiError('invalid-request', 400, { errors }))).toEqual({ name: 'Too long.', team: 'Not that. Nor that.' })
  })
  it('is never a fault of our own', () => {
    expect(() => errorsOf(new TypeError('a fault'))).toThrow('a fault')
  })
})

describe('the report of an import', () => {
  const here = [{ ...person('h', 'Here'), email: 'here@ooak.test' }]
  const text = [
    'name,email',
    'Ada,ada@ooak.test',
    '=HYPERLINK("x"),bad',
    'Here,here@ooak.test',
    'Bob,bob@ooak.test',
    'Cy,cy@ooak.test',
    'Di,di@ooak.test',
    'Ada,ADA@ooak.test',
  ].join('\n')
  const { rows } = readImport(text, here, plainPhoneReader)
  const drafts = rows.filter(({ problems }) => problems.length === 0).map(({ draft }) => draft)
  const [ada, bob, cy, di] = drafts
  const items = [
    { draft: ada, outcome: 'invited' },
    { draft: bob, outcome: 'rejected', problem: { code: 'phone-taken', detail: 'Taken.' } },
    { draft: cy, outcome: 'rejected', problem: { code: 'brand-new', detail: '-- for a reason' } },
    { draft: di, outcome: 'waiting' },
  ] as ImportItem[]

  it('says of each row, in the order of the file, what became of it and why', () => {
    expect(reportOf(rows, items).map(({ line, result, reason }) => [line, result, reason])).toEqual([
      [2, 'invited', ''],
      [3, 'skipped', 'Not an e-mail address'],
      [4, 'exists', ''],
      [5, 'rejected', 'Somebody else here has this number.'],
      [6, 'rejected', '-- for a reason'],
      [7, 'waiting', ''],
      [8, 'skipped', 'Same e-mail as line 2'],
    ])
  })
  it('is a file that a spreadsheet reads and does not run', () => {
    const csv = reportCsv(reportOf(rows, items))
    expect(csv.startsWith('\ufeff')).toBe(true)
    const cells = parseCsv(csv, ',').rows.map((row) => row.cells)
    expect(cells[2]).toEqual(['3', '\'=HYPERLINK("x")', 'bad', 'Left out', 'Not an e-mail address'])
    expect(cells[5]?.[4]).toBe("'-- for a reason")
    expect(cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })
  it('the template is read back as what it is: columns without rows', () => {
    expect(readImport(templateCsv(), [], plainPhoneReader)).toMatchObject({ problem: 'no-rows' })
  })
})
