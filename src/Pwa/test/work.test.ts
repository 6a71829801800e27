import { describe, expect, it } from 'vitest'
import { blank, formOf, readForm, rebased } from '../src/dashboard/assignments/form'
import { belongs } from '../src/dashboard/assignments/listing'
import { plainPhoneReader } from '../src/dashboard/employees/phones'
import { nextChange, readRows, rebasedPlan, shownEntries, targetOn } from '../src/dashboard/targets/plan'
import { assignment } from './device'

describe('a target', () => {
  const organisation = {
    employeeId: null,
    version: 1,
    entries: [
      { from: '2026-01-01', calls: 15 },
      { from: '2026-06-01', calls: 20 },
    ],
  }
  const own = {
    employeeId: 'a',
    version: 1,
    entries: [
      { from: '2026-02-01', calls: 5 },
      { from: '2026-03-01', calls: 0 },
      { from: '2026-04-01', calls: null },
    ],
  }

  it('is the person’s own, else the organisation’s, from its day on', () => {
    const days = ['2025-12-31', '2026-01-15', '2026-02-01', '2026-03-15', '2026-04-15', '2026-07-01']
    expect(days.map((day) => targetOn(own, organisation, day))).toEqual([0, 15, 5, 0, 15, 20])
    expect(targetOn(undefined, organisation, '2026-07-01')).toBe(20)
    expect(nextChange(own, '2026-02-15')).toEqual({ from: '2026-03-01', calls: 0 })
    expect(nextChange(own, '2026-04-01')).toBeUndefined()
  })

  it('is read from what is typed, in the order of days, with what is wrong by row', () => {
    const typed = [
      { key: 0, from: '2026-05-01', calls: ' 12 ' },
      { key: 1, from: '2026-02-01', calls: '' },
    ]
    expect(readRows(typed)).toEqual({
      entries: [
        { from: '2026-02-01', calls: null },
        { from: '2026-05-01', calls: 12 },
      ],
      errors: new Map(),
    })
    const wrong = [
      { key: 0, from: '', calls: '1' },
      { key: 1, from: '2026-02-01', calls: '1001' },
      { key: 2, from: '2026-02-01', calls: '1' },
      { key: 3, from: '2026-03-01', calls: '1.5' },
    ]
    expect(readRows(wrong).errors).toEqual(
      new Map([
        [0, 'day'],
        [1, 'calls'],
        [2, 'twice'],
        [3, 'calls'],
      ]),
    )
  })
  it('keeps what one typed over what somebody else saved, day by day', () => {
    const before = [
      { from: '2026-01-01', calls: 20 },
      { from: '2026-03-01', calls: 25 },
      { from: '2026-05-01', calls: 30 },
    ]
    const typed = [
      { from: '2026-01-01', calls: 22 },
      { from: '2026-03-01', calls: 25 },
      { from: '2026-06-01', calls: null },
    ]
    const now = [
      { from: '2026-01-01', calls: 21 },
      { from: '2026-03-01', calls: 26 },
      { from: '2026-05-01', calls: 30 },
      { from: '2026-07-01', calls: 40 },
    ]
    expect(rebasedPlan(typed, before, now)).toEqual([
      { from: '2026-01-01', calls: 22 },
      { from: '2026-03-01', calls: 26 },
      { from: '2026-06-01', calls: null },
      { from: '2026-07-01', calls: 40 },
    ])
    expect(rebasedPlan(before, before, now)).toEqual(now)
  })

  it('of somebody who has none begins with a row for today, which does not count as typed', () => {
    const shown = shownEntries({ employeeId: null, version: 0, entries: [] }, '2026-05-01')
    const later = { from: '2026-06-01', calls: 9 }
    const theirs = [{ from: '2026-05-01', calls: 33 }]
    expect(rebasedPlan([...shown, later], shown, theirs)).toEqual([...theirs, later])
    expect(shownEntries(organisation, '2026-05-01')).toEqual(organisation.entries)
  })
})

describe('the form of an assignment', () => {
  it('gives back what it was made of', () => {
    const timed = assignment({ dueAt: '2026-11-22T13:30:00.000Z', note: 'x', contactName: null })
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
      const { fields, errors } = readForm(formOf(timed, zone), plainPhoneReader, zone)
      expect(errors).toEqual({})
      expect(timed).toMatchObject({ ...fields, dueDay: timed.dueDay })
    }
    expect(formOf(timed, 'Asia/Kolkata')).toMatchObject({ dueDay: '2026-11-22', dueTime: '19:00' })
    expect(readForm(formOf(assignment(), 'UTC'), plainPhoneReader, 'UTC').fields).toMatchObject({
      dueDay: '2026-11-22',
      dueAt: null,
    })
  })

  it('keeps what was typed on top of what somebody else saved meanwhile', () => {
    const before = formOf(assignment({ note: 'Before' }), 'UTC')
    const now = formOf(assignment({ note: 'Theirs', contactName: 'Their name' }), 'UTC')
    expect(rebased({ ...before, note: 'Mine' }, before, now)).toEqual({ ...now, note: 'Mine' })
    expect(rebased({ ...before, note: '' }, before, now)).toEqual({ ...now, note: '' })
    expect(rebased(before, before, now)).toEqual(now)
  })

  it('says what is missing or wrong', () => {
    expect(Object.keys(readForm(blank, plainPhoneReader, 'UTC').errors)).toEqual(['employeeId', 'phone'])
    const long = { ...blank, employeeId: 'a', phone: 'x', name: 'n'.repeat(201), note: 'n'.repeat(2_001), dueTime: '10:00' }
    expect(Object.keys(readForm(long, plainPhoneReader, 'UTC').errors)).toEqual(['phone', 'name', 'note', 'dueDay'])
  })
})

describe('the list of assignments', () => {
  it('shows what has its state and its person', () => {
    const filters = { state: '', employeeId: '', due: '' }
    expect(belongs(assignment(), filters)).toBe(true)
    expect(belongs(assignment({ state: 'done' }), filters)).toBe(false)
    expect(belongs(assignment({ state: 'done' }), { ...filters, state: 'done' })).toBe(true)
    expect(belongs(assignment({ deleted: true }), filters)).toBe(false)
    expect(belongs(assignment({ deleted: true }), { ...filters, state: 'cancelled' })).toBe(true)
    expect(belongs(assignment(), { ...filters, employeeId: 'somebody' })).toBe(false)
  })
})
