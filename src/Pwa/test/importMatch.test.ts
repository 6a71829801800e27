import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call, CallType } from '../src/contract'
import type { LogEntry } from '../src/import/entry'
import { importedIds } from '../src/import/ids'
import { matchOneToOne, nearest } from '../src/import/match'
import { makePlan } from '../src/import/plan'
import { employeeId } from './device'

const base = Date.parse('2026-11-01T12:00:00.000Z')
const now = Date.parse('2026-11-22T12:00:00.000Z')

const numbers = fc.constantFrom(null, '+447700900001', '+447700900002')
const types = fc.constantFrom<CallType>('incoming', 'outgoing')
/** Close together, so that redials and ties are common. */
const starts = fc.integer({ min: 0, max: 20 }).map((step) => base + step * 30_000)
const timed = (prefix: string) =>
  fc
    .array(fc.record({ number: numbers, callType: types, start: starts }), { maxLength: 25 })
    .map((all) => all.map((each, i) => ({ ...each, key: `${prefix}${i}` })))
const entries = fc.array(
  fc.record({
    line: fc.constant(1),
    number: numbers,
    name: fc.constant(null),
    callType: types,
    status: fc.constant('completed' as const),
    start: starts,
    duration: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 25 },
)
const logged = fc
  .array(fc.record({ number: numbers, callType: types, start: starts, deleted: fc.boolean() }), { maxLength: 15 })
  .map((all) => all.map(({ number, ...rest }, i) => callOf({ ...rest, contactPhone: number, id: `logged-${i}` })))

function callOf({ start, ...call }: Partial<Call> & { start: number }): Call {
  return {
    duration: 5,
    status: 'completed',
    source: 'manual',
    private: false,
    startedAt: new Date(start).toISOString(),
    ...call,
  } as Call
}

const context = { employeeId, now, since: 0, exclusions: [], inFull: () => undefined }
const shuffled = <T>(all: readonly T[]) => fc.shuffledSubarray([...all], { minLength: all.length })
const plan = (rows: readonly LogEntry[], calls: readonly Call[]) => makePlan(rows, [], calls, context)

describe('matching', () => {
  it('is one to one, of the same number and direction, within two minutes', () => {
    fc.assert(
      fc.property(timed('row'), timed('call'), (rows, calls) => {
        const matched = matchOneToOne(rows, calls)
        expect(new Set(matched.values()).size).toBe(matched.size)
        for (const [rowKey, callKey] of matched) {
          const row = rows.find(({ key }) => key === rowKey)
          const call = calls.find(({ key }) => key === callKey)
          expect([row?.number, row?.callType]).toEqual([call?.number, call?.callType])
          expect(Math.abs((row?.start ?? 0) - (call?.start ?? 0))).toBeLessThanOrEqual(nearest)
        }
      }),
    )
  })

  it('leaves no row and call apart that both could have each other', () => {
    fc.assert(
      fc.property(timed('row'), timed('call'), (rows, calls) => {
        const matched = matchOneToOne(rows, calls)
        const taken = new Set(matched.values())
        for (const row of rows.filter(({ key }) => !matched.has(key)))
          for (const call of calls.filter(({ key }) => !taken.has(key)))
            expect(
              row.number === call.number && row.callType === call.callType && Math.abs(row.start - call.start) <= nearest,
            ).toBe(false)
      }),
    )
  })

  it('does not depend on the order of rows or calls', () => {
    const orders = fc
      .tuple(timed('row'), timed('call'))
      .chain(([rows, calls]) => fc.tuple(fc.constant(rows), fc.constant(calls), shuffled(rows), shuffled(calls)))
    fc.assert(
      fc.property(orders, ([rows, calls, otherRows, otherCalls]) => {
        const pairs = (map: Map<string, string>) => [...map].sort()
        expect(pairs(matchOneToOne(otherRows, otherCalls))).toEqual(pairs(matchOneToOne(rows, calls)))
      }),
    )
  })

  it('takes the nearest', () => {
    const one = { number: null, callType: 'incoming' } as const
    const rows = [
      { ...one, start: base, key: 'a' },
      { ...one, start: base + 60_000, key: 'redial' },
    ]
    expect([...matchOneToOne(rows, [{ ...one, start: base + 50_000, key: 'x' }])]).toEqual([['redial', 'x']])
  })
})

describe('an import', () => {
  it('adds nothing the second time, in whatever order the file then is', async () => {
    const twice = entries.chain((rows) => fc.tuple(fc.constant(rows), shuffled(rows)))
    await fc.assert(
      fc.asyncProperty(twice, logged, async ([rows, again], calls) => {
        const first = await plan(rows, calls)
        const stored = [...calls, ...first.fresh.map((draft) => ({ ...draft, deleted: false }) as Call)]
        const second = await plan(again, stored)
        expect(second.fresh).toEqual([])
        expect(second.known).toBe(rows.length)
      }),
    )
  })

  it('adds from an overlapping later export only what is new, and the same ids on another phone', async () => {
    await fc.assert(
      fc.asyncProperty(entries, entries, async (before, after) => {
        const later = after.map((entry) => ({ ...entry, start: entry.start + 86_400_000 }))
        const first = await plan(before, [])
        const stored = first.fresh.map((draft) => ({ ...draft, deleted: false }) as Call)
        const second = await plan([...later, ...before], stored)
        expect(second.fresh).toHaveLength(later.length)
        const ids = (await plan([...before, ...later], [])).fresh.map(({ id }) => id).sort()
        expect([...first.fresh, ...second.fresh].map(({ id }) => id).sort()).toEqual(ids)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })

  it('counts every row once', async () => {
    await fc.assert(
      fc.asyncProperty(entries, logged, fc.integer({ min: 0, max: 20 }), async (rows, calls, step) => {
        const found = await makePlan(rows, [{ line: 9, why: 'kind' }], calls, {
          ...context,
          since: base + step * 30_000,
          exclusions: [{ number: '+447700900002', prefix: false, label: null }],
        })
        expect(found.fresh.length + found.known + found.deleted + found.excluded + found.older + found.unusable.length).toBe(
          rows.length + 1,
        )
      }),
    )
  })

  it('does not bring back what was deleted', async () => {
    const row = { line: 1, number: null, name: null, callType: 'incoming', status: 'missed', start: base, duration: 0 } as const
    const [draft] = (await plan([row], [])).fresh
    const again = await plan([row], [{ ...draft, deleted: true } as Call])
    expect([again.fresh.length, again.known, again.deleted]).toEqual([0, 0, 1])
  })

  it('leaves a call and its redial within the two minutes two calls, also when one was logged', async () => {
    const row = { line: 1, number: '+447700900001', name: null, callType: 'outgoing', status: 'completed', duration: 5 } as const
    const rows = [
      { ...row, start: base },
      { ...row, start: base + 40_000 },
    ]
    const calls = [
      callOf({ id: 'logged', contactPhone: '+447700900001', callType: 'outgoing', start: base + 10_000, deleted: false }),
    ]
    const first = await plan(rows, calls)
    expect([first.fresh.length, first.known]).toEqual([1, 1])
    const second = await plan(rows, [...calls, ...first.fresh.map((draft) => ({ ...draft, deleted: false }) as Call)])
    expect([second.fresh.length, second.known]).toEqual([0, 2])
  })

  it('takes a redial that a later export brings for a call of its own', async () => {
    const row = { line: 1, number: '+447700900001', name: null, callType: 'outgoing', status: 'completed', duration: 5 } as const
    const call = { ...row, start: base }
    const stored = (await plan([call], [])).fresh.map((draft) => ({ ...draft, deleted: false }) as Call)
    const later = await plan([call, { ...row, start: base + 40_000 }], stored)
    expect([later.fresh.length, later.known]).toEqual([1, 1])
  })

  it('offers the times of the log to calls that the app timed, and to no others', async () => {
    const row = { line: 1, number: '+447700900001', name: null, callType: 'outgoing', status: 'completed', duration: 42 } as const
    const call = (source: Call['source']) =>
      callOf({ id: 'logged', contactPhone: '+447700900001', callType: 'outgoing', start: base + 10_000, deleted: false, source })
    const [correction] = (await plan([{ ...row, start: base }], [call('timed')])).corrections
    expect(correction).toMatchObject({ duration: 42, startedAt: new Date(base).toISOString() })
    expect((await plan([{ ...row, start: base }], [call('manual')])).corrections).toEqual([])
  })

  it('leaves out excluded numbers, in whichever way they are written', async () => {
    const row = {
      line: 1,
      number: '020 7946 0000',
      name: null,
      callType: 'outgoing',
      status: 'completed',
      start: base,
      duration: 5,
    } as const
    const found = await makePlan([row], [], [], {
      ...context,
      inFull: () => '+442079460000',
      exclusions: [{ number: '+442079460000', prefix: false, label: null }],
    })
    expect([found.fresh.length, found.excluded]).toEqual([0, 1])
  })

  it('makes ids that differ between people and are UUIDs of version 8', async () => {
    const call = { number: null, callType: 'incoming', start: base, duration: 0 } as const
    const [mine, second] = await importedIds(employeeId, [call, call])
    const [theirs] = await importedIds('somebody else', [call])
    expect(new Set([mine, second, theirs]).size).toBe(3)
    expect(mine).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
