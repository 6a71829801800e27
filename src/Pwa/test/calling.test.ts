import { describe, expect, it } from 'vitest'
import { e164 } from '../src/calling/numbers'
import { telUri } from '../src/calling/telUri'
import { unreturned } from '../src/calling/unreturned'
import type { Call } from '../src/contract'
import { draft, employeeId } from './device'

describe('a number that was typed', () => {
  it.each([
    ['020 7946 0018', 'GB', '+442079460018'],
    ['(020) 7946-0018', 'GB', '+442079460018'],
    ['030 2300000', 'DE', '+49302300000'],
    ['0044 20 7946 0018', 'DE', '+442079460018'],
    ['+1 (212) 555-2368', 'GB', '+12125552368'],
    ['٠٢٠ ٧٩٤٦ ٠٠١٨', 'GB', '+442079460018'],
    ['020 7946 0018 ext. 12', 'GB', '+442079460018,12'],
  ])('%s of %s is %s', (typed, country, number) => expect(e164(typed, country)).toBe(number))

  it.each([
    ['999', 'GB'],
    ['*31#', 'GB'],
    ['*31#02079460018', 'GB'],
    ['02079460018,5', 'GB'],
    ['1234', 'DE'],
    ['Anna', 'GB'],
    ['', 'GB'],
    ['020 7946 0018', 'XX'],
  ])('%s of %s stays as it is', (typed, country) => expect(e164(typed, country)).toBeUndefined())
})

describe('the tel: link', () => {
  it.each([
    ['+442079460018', 'tel:+442079460018'],
    ['*31#', 'tel:*31%23'],
    ['02079460018,5;6', 'tel:02079460018,5%3B6'],
  ])('%s is %s', (phone, uri) => expect(telUri(phone)).toBe(uri))
})

describe('missed calls to call back', () => {
  const call = (minutesAgo: number, changes: Partial<Call>): Call => ({
    ...draft(),
    employeeId,
    syncedAt: '',
    updatedAt: '',
    recording: null,
    version: 1,
    deleted: false,
    contactPhone: '+442079460018',
    callType: 'incoming',
    status: 'missed',
    ...changes,
    id: `call-${minutesAgo}`,
    startedAt: new Date(Date.parse('2026-11-22T12:00:00.000Z') - minutesAgo * 60_000).toISOString(),
  })

  it('are listed once a number, with the last attempt and any name known', () => {
    const calls = [
      call(1, { contactName: null }),
      call(5, { contactName: 'Anna' }),
      call(9, { contactPhone: '+493000000', contactName: null }),
    ]
    expect(unreturned(calls).map(({ id, name, attempts }) => [id, name, attempts])).toEqual([
      ['call-1', 'Anna', 2],
      ['call-9', null, 1],
    ])
  })

  it('are settled by any later call with that number', () => {
    expect(unreturned([call(1, { callType: 'outgoing' }), call(5, {})])).toEqual([])
    expect(unreturned([call(1, { status: 'completed' }), call(5, {})])).toEqual([])
    expect(unreturned([call(1, {}), call(5, { callType: 'outgoing' }), call(9, {})]).map(({ attempts }) => attempts)).toEqual([1])
  })

  it('leave out withheld numbers', () => {
    expect(unreturned([call(1, { contactPhone: null })])).toEqual([])
  })
})
