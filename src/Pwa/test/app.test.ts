import { describe, expect, it } from 'vitest'
import { blankForm, type FormState, formOf, readForm } from '../src/app/draft'
import { matcher } from '../src/app/filters'
import { parseRoute, to } from '../src/app/routes'
import type { Call } from '../src/contract'
import { draft, employeeId } from './device'

const id = '0190aaaa-0000-7000-8000-00000000000a'
const call = (changes: Partial<Call> = {}): Call => ({
  ...draft(),
  employeeId,
  syncedAt: '',
  updatedAt: '',
  recording: null,
  version: 1,
  deleted: false,
  ...changes,
})

describe('routes', () => {
  it.each([
    ['', { screen: 'home' }],
    ['#/', { screen: 'home' }],
    ['#/log', { screen: 'log' }],
    ['#/log/', { screen: 'log' }],
    ['#/log?source=shortcut', { screen: 'log' }],
    ['#/history', { screen: 'history' }],
    [to.call(id), { screen: 'call', id }],
    [to.edit(id), { screen: 'edit', id }],
    [to.sync, { screen: 'sync' }],
    [to.settings, { screen: 'settings' }],
    ['#/calls/../../etc', { screen: 'home' }],
    ['#/nonsense', { screen: 'home' }],
  ])('%s', (hash, route) => expect(parseRoute(hash)).toEqual(route))
})

describe('the form', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z')
  const filled: FormState = { ...blankForm, kind: { callType: 'outgoing', status: 'completed' } }
  const read = (form: FormState, existing?: Call) => readForm(form, now, { id, existing, zone: 'UTC' })

  it('needs nothing but what happened', () => {
    expect(read(blankForm).errors).toEqual({ kind: true })
    expect(read(filled).draft).toMatchObject({
      startedAt: '2026-11-22T12:00:00.000Z',
      contactName: null,
      contactPhone: null,
      duration: 0,
    })
  })
  it('has no length for a call that was not answered', () => {
    const missed: FormState = { ...filled, kind: { callType: 'incoming', status: 'missed' }, minutes: '5', seconds: 'x' }
    expect(read(missed).draft?.duration).toBe(0)
  })
  it.each([
    [{ minutes: '1', seconds: '30' }, 90],
    [{ minutes: '', seconds: '45' }, 45],
    [{ minutes: '1440', seconds: '0' }, 86_400],
  ])('reads %o as %i s', (part, seconds) => expect(read({ ...filled, ...part }).draft?.duration).toBe(seconds))
  it.each([
    [{ minutes: '1440', seconds: '1' }, { length: true }],
    [{ minutes: '-1' }, { length: true }],
    [{ phone: 'abc' }, { phone: true }],
    [{ when: '2026-11-23T12:00' }, { when: 'future' }],
    [{ when: '' }, { when: 'missing' }],
    [{ when: '0026-11-21T12:00' }, { when: 'missing' }],
  ])('refuses %o', (part, errors) => expect(read({ ...filled, ...part }).errors).toEqual(errors))
  it('counts back from now', () => {
    expect(read({ ...filled, when: 15 })).toMatchObject({ draft: { startedAt: '2026-11-22T11:45:00.000Z' }, startTyped: false })
  })
  it('refuses a time that the clocks leave out, whatever the time now', () => {
    const at = (clock: string, when: string) => readForm({ ...filled, when }, Date.parse(clock), { id, zone: 'Europe/Berlin' })
    for (const clock of ['2026-03-29T00:59:00Z', '2026-03-29T01:10:00Z', '2026-07-01T12:00:00Z']) {
      expect(at(clock, '2026-03-29T02:30').errors).toEqual({ when: 'skipped' })
    }
    expect(at('2026-07-01T12:00:00Z', '2026-03-29T01:59').draft?.startedAt).toBe('2026-03-29T00:59:00.000Z')
    expect(at('2026-07-01T12:00:00Z', '2026-03-29T03:00').draft?.startedAt).toBe('2026-03-29T01:00:00.000Z')
  })
  it('takes a time that is picked within the hour that comes twice for one that has been', () => {
    const first = Date.parse('2026-10-25T00:40:00.000Z')
    const at = (clock: number) =>
      readForm({ ...filled, when: '2026-10-25T02:30' }, clock, { id, zone: 'Europe/Berlin' }).draft?.startedAt
    expect(at(first)).toBe('2026-10-25T00:30:00.000Z')
    expect(at(first + 3_600_000)).toBe('2026-10-25T01:30:00.000Z')
  })
  it('opened and saved unchanged changes nothing, not even the seconds of the start', () => {
    const existing = call({ id, startedAt: '2026-11-20T09:08:07.123Z', notes: 'x', duration: 125, clockSuspect: true })
    expect(read(formOf(existing, 'UTC'), existing).draft).toMatchObject({
      startedAt: existing.startedAt,
      duration: 125,
      clockSuspect: true,
    })
  })
})

describe('search', () => {
  const anna = call({ contactName: 'Änna Bélanger', contactPhone: '+447700900123', notes: 'Wants the price list' })
  it.each(['anna', 'ÄNNA', 'belanger anna', 'price', '7700 900', '900123'])('%s finds her', (query) => {
    expect(matcher(query, new Set())(anna)).toBe(true)
  })
  it.each(['bob', 'anna bob', '55'])('%s does not', (query) => {
    expect(matcher(query, new Set())(anna)).toBe(false)
  })
  it('needs every chosen filter', () => {
    expect(matcher('', new Set(['answered', 'outgoing']))(anna)).toBe(true)
    expect(matcher('', new Set(['answered', 'incoming']))(anna)).toBe(false)
    const sent = { ...anna, version: 3 }
    expect(matcher('', new Set(['unsent']))(sent)).toBe(false)
    expect(matcher('', new Set(['unsent']), new Set([sent.id]))(sent)).toBe(true)
  })
})
