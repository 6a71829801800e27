import { beforeEach, describe, expect, it } from 'vitest'
import { readForm } from '../src/app/draft'
import { answerOf, isDraft, next, type PendingCall, timedDraft, toAsk } from '../src/calling/pending'
import { signalOf } from '../src/live/heard'
import { logOf } from '../src/live/known'
import { problemOf } from '../src/live/problems'
import { deleteCall } from '../src/sync/outbox'
import { Device } from './device'
import { FakeServer } from './fakeServer'

const t0 = Date.parse('2026-11-22T12:00:00.000Z')
const minute = 60_000
type Noticed = PendingCall & { endedAt: number; detected: NonNullable<PendingCall['detected']> }
const noticed = (id: string, changes: Partial<Noticed> = {}): Noticed => ({
  id,
  phone: '',
  name: null,
  dialledAt: t0,
  endedAt: t0 + 5 * minute,
  detected: { cause: 'microphone', draft: false, clockSuspect: false },
  ...changes,
})
const voices = { cause: 'voice', draft: true, clockSuspect: false } as const

describe('a call that was noticed', () => {
  it('is asked about with its bounds, and nobody guesses who called', () => {
    const calls = next([], { type: 'detect', call: noticed('a') })
    const asked = toAsk(calls) as PendingCall
    expect(asked.id).toBe('a')
    expect(answerOf(asked)).toMatchObject({ kind: undefined, minutes: '5', seconds: '0', phone: '' })
  })

  it('by voices alone is a draft until the person says that it was one', () => {
    const calls = next([], { type: 'detect', call: noticed('a', { detected: voices }) })
    expect(calls.map(isDraft)).toEqual([true])
    expect(toAsk(calls)).toBeUndefined()
    expect(toAsk(next(calls, { type: 'ask', id: 'a' }))?.id).toBe('a')
  })

  it('is the call that was started from the app, where there is one at that time', () => {
    const dialled = next([], { type: 'dial', id: 'd', phone: '+442079460018', name: 'Anna', at: t0 + minute })
    expect(next(dialled, { type: 'detect', call: noticed('a') })).toBe(dialled)
    const later = noticed('b', { dialledAt: t0 - 9 * minute, endedAt: t0 - 8 * minute })
    expect(next(dialled, { type: 'detect', call: later })).toHaveLength(2)
  })

  const saved = (call: PendingCall, now = t0 + 6 * minute) => {
    const read = readForm(
      { ...answerOf(call), kind: { callType: 'incoming', status: 'completed' }, phone: '+442079460018' },
      now,
      { id: call.id, zone: 'UTC' },
    )
    if (!read.draft) throw new Error('The form is not complete.')
    return timedDraft(call, read.draft, now)
  }

  it('is saved as detected, with the number that the person gave', () => {
    expect(saved(noticed('a'))).toMatchObject({
      id: 'a',
      source: 'detected',
      startedAt: '2026-11-22T12:00:00.000Z',
      duration: 300,
      contactPhone: '+442079460018',
      callType: 'incoming',
      clockSuspect: false,
    })
  })

  it('that the person marked is timed, and a clock that was set is said', () => {
    expect(saved(noticed('a', { detected: { cause: 'tap', draft: false, clockSuspect: true } }))).toMatchObject({
      source: 'timed',
      clockSuspect: true,
    })
  })
})

describe('a call that was logged already', () => {
  let phone: Device
  beforeEach(async () => {
    phone = await Device.open(new FakeServer())
  })
  const log = (startedAt: number, duration: number) => phone.log({ startedAt: new Date(startedAt).toISOString(), duration })

  it('is known by sharing most of its time', async () => {
    const id = await log(t0 - 10_000, 290)
    expect(await logOf(phone.db, t0, t0 + 5 * minute)).toBe(id)
  })
  it('is none that only touches it, none that was deleted, none of another hour', async () => {
    await log(t0 - 4 * minute, 300)
    const gone = await log(t0, 300)
    await phone.flush()
    await deleteCall(phone.db, phone.author, gone, 0)
    await log(t0 + 60 * minute, 300)
    expect(await logOf(phone.db, t0, t0 + 5 * minute)).toBeUndefined()
  })
})

describe('why the microphone cannot be had', () => {
  const refused = (name: string) => new DOMException('', name)
  it.each([
    ['NotAllowedError', 'prompt', 'denied'],
    ['NotAllowedError', 'denied', 'blocked'],
    ['NotAllowedError', undefined, 'denied'],
    ['NotFoundError', 'granted', 'missing'],
    ['NotReadableError', 'granted', 'busy'],
    ['AbortError', 'granted', 'busy'],
    ['InvalidStateError', 'granted', 'failed'],
  ] as const)('%s with the permission %s is «%s»', (name, permission, problem) =>
    expect(problemOf(refused(name), permission)).toBe(problem),
  )
})

describe('a report of the audio thread', () => {
  it('tells since when, by how far that thread has come', () => {
    expect(signalOf({ kind: 'voice', on: true, at: 12.5 }, t0, 14)).toEqual({
      type: 'voice',
      on: true,
      at: t0,
      since: t0 - 1_500,
    })
    expect(signalOf({ kind: 'zeros', on: false, at: 14 }, t0, 14)).toEqual({
      type: 'microphone',
      by: 'zeros',
      taken: false,
      at: t0,
      since: t0,
    })
    expect(signalOf({ kind: 'level', level: -50, speaking: false, at: 14 }, t0, 14)).toEqual({ type: 'time', at: t0 })
  })
})
