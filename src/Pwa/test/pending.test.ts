import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readForm } from '../src/app/draft'
import {
  answerOf,
  type CallEvent,
  diallerWait,
  doubleTap,
  estimate,
  longestCall,
  next,
  type PendingCall,
  startOf,
  timedDraft,
  toAsk,
  underWay,
  withLate,
} from '../src/calling/pending'

const t0 = Date.parse('2026-11-22T12:00:00.000Z')
const minute = 60_000
const dial = (id: string, at = t0, phone = '+442079460018'): CallEvent => ({ type: 'dial', id, phone, name: 'Anna', at })
const following = (...events: CallEvent[]): readonly PendingCall[] => events.reduce(next, [] as readonly PendingCall[])
const only = (...events: CallEvent[]): PendingCall => {
  const calls = following(...events)
  expect(calls).toHaveLength(1)
  return calls[0] as PendingCall
}

describe('a call started from the app', () => {
  it('is under way until the page comes back, and is then asked about', () => {
    const dialled = following(dial('a'))
    expect(underWay(dialled)?.id).toBe('a')
    expect(toAsk(dialled)).toBeUndefined()

    const back = following(dial('a'), { type: 'hide', at: t0 + 2_000 }, { type: 'show', at: t0 + 207_000 })
    expect(underWay(back)).toBeUndefined()
    expect(toAsk(back)).toMatchObject({ id: 'a', name: 'Anna', hiddenAt: t0 + 2_000, endedAt: t0 + 207_000 })
    expect(estimate(back[0] as PendingCall)).toBe(205)
    expect(answerOf(back[0] as PendingCall)).toMatchObject({
      kind: { callType: 'outgoing', status: 'completed' },
      minutes: '3',
      seconds: '25',
    })
  })

  it('is not ended by a page that was never hidden', () => {
    const calls = following(dial('a'))
    expect(next(calls, { type: 'show', at: t0 + minute })).toBe(calls)
  })

  it('ends when the person says so, from the dial on where the page was never hidden', () => {
    expect(estimate(only(dial('a'), { type: 'end', id: 'a', at: t0 + 30_000 }))).toBe(30)
  })

  it('was not hidden by the dialler when that came much later', () => {
    const call = only(dial('a'), { type: 'hide', at: t0 + diallerWait + 1 }, { type: 'show', at: t0 + 5 * minute })
    expect(startOf(call)).toBe(t0)
    expect(estimate(call)).toBe(300)
  })

  it('goes on when the person was only looking something up, and keeps its beginning', () => {
    const call = only(
      dial('a'),
      { type: 'hide', at: t0 + 1_000 },
      { type: 'show', at: t0 + minute },
      { type: 'resume', id: 'a' },
      { type: 'hide', at: t0 + 2 * minute },
      { type: 'show', at: t0 + 4 * minute + 1_000 },
    )
    expect(estimate(call)).toBe(240)
  })

  it('does not go on while another one is under way', () => {
    const calls = following(dial('a'), { type: 'end', id: 'a', at: t0 + minute }, dial('b', t0 + 2 * minute))
    expect(next(calls, { type: 'resume', id: 'a' })).toBe(calls)
  })

  it('leaves nothing when it was never made', () => {
    expect(following(dial('a'), { type: 'remove', id: 'a' })).toEqual([])
    expect(following(dial('a'), { type: 'hide', at: t0 }, { type: 'show', at: t0 + 1 }, { type: 'remove', id: 'a' })).toEqual([])
  })

  it('comes back when the removal is undone, once', () => {
    const call = only(dial('a'), { type: 'end', id: 'a', at: t0 + minute })
    expect(next([], { type: 'restore', call })).toEqual([call])
    expect(next([call], { type: 'restore', call })).toEqual([call])
  })

  it('keeps what was typed', () => {
    const answer = { ...answerOf(only(dial('a'))), notes: 'Wants the price list' }
    expect(only(dial('a'), { type: 'keep', id: 'a', answer, at: 1 }).answer).toEqual(answer)
    expect(following({ type: 'keep', id: 'a', answer, at: 1 })).toEqual([])
  })

  it('is dialled once by a double tap, and again after it', () => {
    expect(following(dial('a'), dial('b', t0 + doubleTap - 1))).toHaveLength(1)
    expect(following(dial('a'), dial('b', t0 + doubleTap))).toHaveLength(2)
    expect(following(dial('a'), dial('b', t0 + 1, '+442079460019'))).toHaveLength(2)
  })
})

describe('two calls in a row', () => {
  it('are asked about one after the other, the first ending where the second begins', () => {
    const calls = following(
      dial('a'),
      dial('b', t0 + minute),
      { type: 'hide', at: t0 + minute },
      { type: 'show', at: t0 + 3 * minute },
    )
    expect(calls.map((call) => [call.id, estimate(call)])).toEqual([
      ['a', 60],
      ['b', 120],
    ])
    expect(toAsk(calls)?.id).toBe('a')
    expect(toAsk(next(calls, { type: 'remove', id: 'a' }))?.id).toBe('b')
  })

  it('wait until the call under way is over', () => {
    const calls = following(dial('a'), { type: 'end', id: 'a', at: t0 + minute }, dial('b', t0 + 2 * minute))
    expect(toAsk(calls)).toBeUndefined()
    expect(toAsk(next(calls, { type: 'end', id: 'b', at: t0 + 3 * minute }))?.id).toBe('a')
  })
})

describe('a clock that jumps', () => {
  it.each([
    ['back during the call', -3_600_000, 0],
    ['far ahead', 90 * 86_400_000, longestCall],
  ])('%s gives no impossible length', (_, jump, seconds) => {
    const call = only(dial('a'), { type: 'hide', at: t0 }, { type: 'show', at: t0 + jump })
    expect(estimate(call)).toBe(seconds)
    expect(read(call, t0 + jump).duration).toBe(seconds)
  })

  it('back puts no call into the future, and the call says that its time is uncertain', () => {
    const call = only(dial('a'), { type: 'hide', at: t0 }, { type: 'show', at: t0 - minute })
    expect(read(call, t0 - minute)).toMatchObject({ startedAt: '2026-11-22T11:59:00.000Z', clockSuspect: true })
    expect(read(only(dial('a'), { type: 'end', id: 'a', at: t0 + minute }), t0 + minute).clockSuspect).toBe(false)
  })
})

function read(call: PendingCall, now: number) {
  const answer = answerOf(call)
  // Of a call that was noticed, the person says who called whom: one more tap.
  const kind = call.detected ? ({ callType: 'incoming', status: 'completed' } as const) : answer.kind
  const form = readForm({ ...answer, kind }, now, { id: call.id, zone: 'UTC' })
  if (form.errors) throw new Error(`not saved with one tap: ${JSON.stringify(form.errors)}`)
  return timedDraft(call, form.draft, now)
}

describe('the logged call', () => {
  it('carries who was dialled, when and for how long, marked as timed', () => {
    const call = only(dial('a'), { type: 'hide', at: t0 + 1_500 }, { type: 'show', at: t0 + 61_500 })
    expect(read(call, t0 + 2 * minute)).toMatchObject({
      id: 'a',
      contactName: 'Anna',
      contactPhone: '+442079460018',
      callType: 'outgoing',
      status: 'completed',
      duration: 60,
      startedAt: '2026-11-22T12:00:01.500Z',
      source: 'timed',
    })
  })
})

describe('whatever happens', () => {
  const ids = ['a', 'b', 'c', 'd']
  const at = fc.integer({ min: t0 - 10 * 86_400_000, max: t0 + 10 * 86_400_000 })
  const id = fc.constantFrom(...ids)
  const event: fc.Arbitrary<CallEvent> = fc.oneof(
    fc.record({ type: fc.constant('dial' as const), id, phone: fc.constantFrom('1', '2'), name: fc.constant(null), at }),
    fc.record({ type: fc.constantFrom('hide' as const, 'show' as const), at }),
    fc.record({ type: fc.constant('end' as const), id, at }),
    fc.record({ type: fc.constantFrom('resume' as const, 'remove' as const, 'ask' as const), id }),
    fc
      .tuple(id, at, fc.integer({ min: 1_000, max: 90_000_000 }), fc.boolean())
      .map(([id, dialledAt, length, draft]): CallEvent => {
        const detected = { cause: 'voice' as const, draft, clockSuspect: false }
        return { type: 'detect', call: { id, phone: '', name: null, dialledAt, endedAt: dialledAt + length, detected } }
      }),
  )

  it('at most one call is under way, no length is impossible, one tap saves each, and none goes unless it is removed', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), at, (events, now) => {
        let calls: readonly PendingCall[] = []
        for (const each of events) {
          // The phone never gives an id twice.
          const fresh = each.type === 'dial' ? each.id : each.type === 'detect' ? each.call.id : undefined
          if (calls.some((call) => call.id === fresh)) continue
          const before = calls
          calls = next(calls, each)
          const gone = before.filter((call) => !calls.some((kept) => kept.id === call.id))
          expect(gone.every((call) => each.type === 'remove' && call.id === each.id)).toBe(true)
          expect(calls.filter((call) => call.endedAt === undefined).length).toBeLessThanOrEqual(1)
          expect(underWay(calls) ?? calls.at(-1)).toBe(calls.at(-1))
          for (const call of calls) {
            const draft = read(call, now)
            expect(draft.duration).toBeGreaterThanOrEqual(0)
            expect(draft.duration).toBeLessThanOrEqual(longestCall)
            expect(Date.parse(draft.startedAt)).toBeLessThanOrEqual(now)
          }
        }
      }),
    )
  })
})

describe('what a second tab says about a call that is logged', () => {
  const call = only(dial('a'), { type: 'end', id: 'a', at: t0 + minute })
  const answer = (part: object) => ({ ...answerOf(call), ...part })
  const logged = (part: object) => {
    const read = readForm(answer(part), t0 + minute, { id: call.id, zone: 'UTC' })
    if (!read.draft) throw new Error('not read')
    return timedDraft(call, read.draft, t0 + minute)
  }

  it('is added to it', () => {
    const late = answer({ notes: 'Wants the price list', outcome: 'Sold', private: true })
    expect(withLate(logged({ notes: 'Call on Monday' }), late)).toEqual({
      ...logged({}),
      notes: 'Call on Monday\nWants the price list',
      outcome: 'Sold',
      private: true,
    })
  })

  it('replaces nothing', () => {
    const first = logged({ notes: 'Call on Monday', outcome: 'Sold', minutes: '5' })
    expect(withLate(first, answer({ outcome: 'Voicemail', minutes: '9' }))).toEqual(first)
  })

  it.each(['Call on', 'Call on Monday', ' Call on Monday ', ''])('is not said twice: %o', (notes) => {
    const first = logged({ notes: 'Call on Monday' })
    expect(withLate(first, answer({ notes }))).toEqual(first)
  })

  it.each([
    ['Not reached', 'No'],
    ['Took the order', 'ok'],
    ['Call on Monday', 'Monday'],
  ])('%o does not say %o', (first, late) => {
    expect(withLate(logged({ notes: first }), answer({ notes: late })).notes).toBe(`${first}\n${late}`)
  })

  it('goes on with what both have', () => {
    expect(withLate(logged({ notes: 'Call on' }), answer({ notes: 'Call on Monday' })).notes).toBe('Call on Monday')
    expect(withLate(logged({}), answer({ notes: 'Call on Monday' })).notes).toBe('Call on Monday')
  })
})
