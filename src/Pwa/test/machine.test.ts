import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limits } from '../src/live/limits'
import { type Machine, machineAt, next } from '../src/live/machine'
import type { DetectedCall, Entry, Signal, Taker } from '../src/live/signals'
import { runs } from './runs'

const began = Date.parse('2026-11-22T12:00:00.000Z')
/** Signals by the second since listening began. */
const sec = (second: number): number => began + second * 1_000
const tap =
  (what: 'start' | 'end' | 'discard') =>
  (s: number): Signal => ({ type: 'tap', what, at: sec(s) })
const mic =
  (by: Taker, taken: boolean, ago = 0) =>
  (s: number): Signal => ({ type: 'microphone', by, taken, at: sec(s), since: sec(s - ago) })
const voice =
  (on: boolean, ago = 0) =>
  (s: number): Signal => ({ type: 'voice', on, at: sec(s), since: sec(s - ago) })
const see =
  (hidden: boolean) =>
  (s: number): Signal => ({ type: 'visibility', hidden, at: sec(s) })
const stop = (s: number): Signal => ({ type: 'stop', at: sec(s) })
const time = (s: number): Signal => ({ type: 'time', at: sec(s) })

type Made = (s: number) => Signal
type At = [second: number, signal: Made]

function run(...signals: At[]): { machine: Machine; calls: DetectedCall[]; log: Entry[] } {
  return play(signals.map(([second, signal]) => signal(second)))
}

function play(signals: Signal[]) {
  let machine = machineAt(began)
  const calls: DetectedCall[] = []
  const log: Entry[] = []
  for (const signal of signals) {
    const step = next(machine, signal)
    machine = step.machine
    calls.push(...step.calls)
    log.push(...step.log)
  }
  return { machine, calls, log }
}

const bounds = (calls: DetectedCall[]) => calls.map(({ start, end }) => [(start - began) / 1_000, (end - began) / 1_000])

/** Voices that are heard from a second to another, second by second as the audio thread reports. */
const talking = (from: number, to: number): At[] => [
  [from + 1, voice(true, 1)],
  ...Array.from({ length: Math.max(0, to - from - 2) }, (_, i): At => [from + 2 + i, time]),
  [to + 1.5, voice(false, 1.5)],
]
const waiting = (from: number, to: number): At[] => Array.from({ length: to - from }, (_, i): At => [from + i, time])

/** Each state that the next signal can find, at 100 s. */
const states: Record<string, At[]> = {
  idle: [[100, time]],
  'ringing by voice': [
    [98, voice(true)],
    [100, time],
  ],
  'ringing by microphone': [
    [98, mic('muted', true)],
    [100, time],
  ],
  'in call by voice': [[80, voice(true)], ...waiting(81, 101)],
  'in call by microphone': [[80, mic('muted', true)], ...waiting(81, 101)],
  'in call by tap': [
    [80, tap('start')],
    [100, time],
  ],
  ended: [
    [90, tap('start')],
    [100, tap('end')],
  ],
}

const signals: Record<string, Made> = {
  'tap start': tap('start'),
  'tap end': tap('end'),
  'tap discard': tap('discard'),
  hidden: see(true),
  visible: see(false),
  muted: mic('muted', true),
  unmuted: mic('muted', false),
  'track ended': mic('ended', true),
  'track live again': mic('ended', false),
  zeros: mic('zeros', true, 1),
  'zeros over': mic('zeros', false),
  interrupted: mic('interrupted', true),
  'interruption over': mic('interrupted', false),
  'voice on': voice(true, 1),
  'voice off': voice(false, 1),
  stop,
  time,
}

/** Where each signal leads from each state at once, and why. What is not listed changes nothing. */
const at = 'idle > ringing: taken'
const table: Record<string, Record<string, string>> = {
  idle: {
    'tap start': 'idle > inCall: tapStart',
    muted: at,
    'track ended': at,
    zeros: at,
    interrupted: at,
    'voice on': 'idle > ringing: voice',
  },
  'ringing by voice': {
    'tap start': 'ringing > inCall: tapStart',
    'tap discard': 'ringing > idle: tapDiscard',
    muted: 'ringing > ringing: taken',
    'track ended': 'ringing > ringing: taken',
    zeros: 'ringing > ringing: taken',
    interrupted: 'ringing > ringing: taken',
    stop: 'ringing > idle: stopped',
  },
  'ringing by microphone': {
    'tap start': 'ringing > inCall: tapStart',
    'tap discard': 'ringing > idle: tapDiscard',
    stop: 'ringing > idle: stopped',
  },
  'in call by voice': {
    'tap end': 'inCall > ended: tapEnd',
    'tap discard': 'inCall > idle: tapDiscard',
    muted: 'inCall > ended: takenFromVoices, ended > ringing: taken',
    'track ended': 'inCall > ended: takenFromVoices, ended > ringing: taken',
    zeros: 'inCall > ended: takenFromVoices, ended > ringing: taken',
    interrupted: 'inCall > ended: takenFromVoices, ended > ringing: taken',
    stop: 'inCall > ended: stopped',
  },
  'in call by microphone': {
    'tap end': 'inCall > ended: tapEnd',
    'tap discard': 'inCall > idle: tapDiscard',
    stop: 'inCall > ended: stopped',
  },
  'in call by tap': {
    'tap end': 'inCall > ended: tapEnd',
    'tap discard': 'inCall > idle: tapDiscard',
    stop: 'inCall > ended: stopped',
  },
  ended: {
    'tap start': 'ended > inCall: tapStart',
    muted: 'ended > ringing: taken',
    'track ended': 'ended > ringing: taken',
    zeros: 'ended > ringing: taken',
    interrupted: 'ended > ringing: taken',
    'voice on': 'ended > ringing: voice',
  },
}

describe('every signal in every state', () => {
  const pairs = Object.keys(states).flatMap((state) => Object.keys(signals).map((signal) => [state, signal] as const))

  it.each(pairs)('%s, %s', (state, signal) => {
    const before = run(...(states[state] as At[]))
    const { machine, log } = next(before.machine, (signals[signal] as Made)(100))
    const turns = log.map(({ from, to, why }) => `${from} > ${to}: ${why}`).join(', ')
    expect(turns).toBe(table[state]?.[signal] ?? '')
    if (!turns) expect(machine.phase.name).toBe(before.machine.phase.name)
    for (const entry of log) expect(entry).toMatchObject({ at: sec(100), signal: expect.any(String) })
  })

  it.each([
    ['ringing by voice', 'ringing > inCall: voiceLasted', [[110, time]]],
    [
      'ringing by voice',
      'ringing > idle: voiceBrief',
      [
        [101, voice(false)],
        [116, time],
      ],
    ],
    ['ringing by microphone', 'ringing > inCall: takenLasted', [[106, time]]],
    [
      'ringing by microphone',
      'ringing > idle: takenBrief',
      [
        [101, mic('muted', false)],
        [103, time],
      ],
    ],
    [
      'in call by voice',
      'inCall > ended: voiceEnded',
      [
        [101, voice(false)],
        [116, time],
      ],
    ],
    [
      'in call by microphone',
      'inCall > ended: givenBack',
      [
        [101, mic('muted', false)],
        [103, time],
      ],
    ],
    ['in call by microphone', 'inCall > ended: longest', [[80 + 86_400, time]]],
    ['in call by tap', 'inCall > ended: longest', [[80 + 86_400, time]]],
    ['ended', 'ended > idle: shown', [[105, time]]],
  ] as [string, string, At[]][])('%s, time goes on: %s', (state, turn, then) => {
    const { log } = run(...(states[state] as At[]), ...then)
    expect(log.map(({ from, to, why }) => `${from} > ${to}: ${why}`)).toContain(turn)
  })
})

describe('a call on this phone', () => {
  it('lasts as long as the system holds the microphone, and is sure', () => {
    const { calls } = run([10, mic('muted', true)], [10.5, see(true)], [70, see(false)], [71, mic('muted', false)], [74, time])
    expect(bounds(calls)).toEqual([[10, 71]])
    expect(calls[0]).toMatchObject({ cause: 'microphone', sure: true, clockSuspect: false })
  })
  it('is known by zeros from when they began, and is over when all signs are gone', () => {
    const { calls } = run(
      [11, mic('zeros', true, 1)],
      [12, mic('muted', true)],
      [12, mic('interrupted', true)],
      [50, mic('muted', false)],
      [51, mic('interrupted', false)],
      [52, mic('zeros', false)],
      [60, time],
    )
    expect(bounds(calls)).toEqual([[10, 52]])
  })
  it('is one although the microphone comes back for a moment', () => {
    const { calls } = run(
      [10, mic('muted', true)],
      [20, mic('muted', false)],
      [21, mic('muted', true)],
      [40, mic('muted', false)],
      [50, time],
    )
    expect(bounds(calls)).toEqual([[10, 40]])
  })
  it('is not what takes the microphone for a moment', () => {
    expect(run([10, mic('muted', true)], [17.9, mic('muted', false)], [30, time]).calls).toEqual([])
  })
  it('is a draft when the person had gone to another app before', () => {
    const away: At[] = [
      [10, see(true)],
      [14, mic('muted', true)],
      [60, mic('muted', false)],
      [61, see(false)],
      [70, time],
    ]
    expect(run(...away).calls).toMatchObject([{ sure: false }])
    expect(run([10, see(true)], [14, mic('interrupted', true)], [60, mic('interrupted', false)], [70, time]).calls).toMatchObject(
      [{ sure: true }],
    )
  })
  it('is a draft once the microphone has shown that its own silence is exact zeros', () => {
    const gate = (s: number): At[] => [
      [s, mic('zeros', true, 1)],
      [s + 2, mic('zeros', false)],
      [s + 5, time],
    ]
    const { calls } = run(
      ...gate(10),
      ...gate(20),
      ...gate(30),
      [41, mic('zeros', true, 1)],
      [60, mic('zeros', false)],
      [70, time],
    )
    expect(calls).toMatchObject([{ sure: false }])
  })
  it('is a draft when only zeros were heard before the device fell asleep', () => {
    const night = (by: Taker) => run([10, mic(by, true, 1)], [28_000, time], [28_001, mic(by, false)], [28_010, time]).calls
    expect(night('zeros')).toMatchObject([{ sure: false }])
    expect(night('interrupted')).toMatchObject([{ sure: true }])
  })
  it('puts an end to voices that were heard before', () => {
    const { calls } = run(...talking(10, 40), [45, mic('interrupted', true)], [100, mic('interrupted', false)], [110, time])
    expect(bounds(calls)).toEqual([
      [10, 40],
      [45, 100],
    ])
    expect(calls.map(({ sure }) => sure)).toEqual([false, true])
  })
  it('is a draft when listening stopped before it was over', () => {
    expect(run([10, mic('ended', true)], ...waiting(11, 40), [40, stop]).calls).toMatchObject([
      { start: sec(10), end: sec(40), sure: false },
    ])
  })
})

describe('a call on another device', () => {
  it('lasts from the first voice to the last, pauses included, and is a draft', () => {
    const { calls } = run(...talking(10, 30), ...waiting(32, 42), ...talking(43, 60), ...waiting(62, 90))
    expect(bounds(calls)).toEqual([[10, 60]])
    expect(calls[0]).toMatchObject({ cause: 'voice', sure: false })
  })
  it('hears no moment twice, although a voice may be noticed as having begun before the last one ended', () => {
    const { machine } = run([10, voice(true, 4)], [11, voice(false)], [11, voice(true, 5)], [12, time])
    expect(machine.phase).toMatchObject({ name: 'ringing', cause: 'voice' })
    expect(run([10, voice(true, 4)], [11, voice(false)], [11, voice(true, 5)], [16.1, time]).machine.phase.name).toBe('inCall')
  })
  it('is not a few words, and not two that are far apart', () => {
    expect(run(...talking(10, 16), ...waiting(18, 40), ...talking(41, 47), ...waiting(50, 80)).calls).toEqual([])
  })
  it('is not words now and then, however long that goes on', () => {
    const words = Array.from({ length: 30 }, (_, i) => talking(10 + 14 * i, 12 + 14 * i)).flat()
    expect(run(...words, [500, time]).calls).toEqual([])
  })
  it('is two when nobody talks for longer than the hangover', () => {
    expect(bounds(run(...talking(10, 40), ...waiting(42, 60), ...talking(61, 90), ...waiting(92, 120)).calls)).toEqual([
      [10, 40],
      [61, 90],
    ])
  })
  it('ends where the device fell asleep, not where it woke up', () => {
    const { calls } = run([10, voice(true)], ...waiting(11, 50), [7_000, time])
    expect(bounds(calls)).toEqual([[10, 49]])
  })
  it('is not begun before the call on this phone is over, although somebody talked then', () => {
    const { calls } = run(
      [10, mic('muted', true)],
      [38, voice(true, 1)],
      [40, mic('muted', false)],
      ...waiting(41, 70),
      [71, voice(false)],
      ...waiting(72, 100),
    )
    expect(bounds(calls)).toEqual([
      [10, 40],
      [40, 71],
    ])
  })
  it('that began after the call on this phone counts from its end', () => {
    const { calls } = run(
      [10, mic('muted', true)],
      [40, mic('muted', false)],
      [41, voice(true, 1)],
      ...waiting(42, 70),
      [71, voice(false)],
      ...waiting(72, 100),
    )
    expect(bounds(calls)).toEqual([
      [10, 40],
      [40, 71],
    ])
  })
})

describe('voices', () => {
  it('of the call before do not count for the next one', () => {
    const { calls } = run([0, voice(true)], [0, mic('ended', true)], [8, mic('ended', false)], [10, time], [10, tap('end')])
    expect(bounds(calls)).toEqual([[0, 8]])
  })
})

describe('the person', () => {
  it('says that what is heard is a call: it counts from where it was heard', () => {
    const { calls } = run([11, voice(true, 1)], [13, tap('start')], [40, tap('end')])
    expect(bounds(calls)).toEqual([[10, 40]])
    expect(calls[0]).toMatchObject({ cause: 'tap', sure: true })
  })
  it('says that it was none: the voices that go on do not make another', () => {
    expect(
      run([10, voice(true)], ...waiting(11, 30), [30, tap('discard')], ...waiting(31, 90), [90, voice(false)], [120, time]).calls,
    ).toEqual([])
  })
  it('is believed about the end of a call that was heard', () => {
    expect(run([10, voice(true)], ...waiting(11, 30), [31, tap('end')]).calls).toMatchObject([
      { start: sec(10), end: sec(31), sure: true },
    ])
  })
  it('does not make a call by tapping twice', () => {
    expect(run([10, tap('start')], [10.5, tap('end')]).calls).toEqual([])
  })
})

describe('a clock that is set', () => {
  it('back by an hour makes a call of the right length, and says so', () => {
    const { calls } = run([10, tap('start')], [40, time], [40 - 3_600, time], [70 - 3_600, tap('end')])
    expect(calls).toMatchObject([{ start: sec(10), end: sec(70), clockSuspect: true }])
  })
  it('forward by two days makes no call of two days', () => {
    const { calls } = run([10, tap('start')], [172_800, tap('end')])
    expect(bounds(calls)).toEqual([[10, 86_410]])
  })
  it('while a signal was on its way does not put the begin of a call hours back', () => {
    expect(bounds(run([4_000, voice(true, 3_600)], ...waiting(4_001, 4_020), [4_020, tap('end')]).calls)).toEqual([
      [3_995, 4_020],
    ])
  })
})

describe('any signals at all', () => {
  const moment = fc.integer({ min: -7_200_000, max: 200_000_000 })
  const gap = fc.oneof(
    fc.integer({ min: 0, max: 3_000 }),
    fc.integer({ min: 0, max: 60_000 }),
    fc.constantFrom(-3_600_000, -500, 90_000_000),
  )
  const taker = fc.constantFrom<Taker>('muted', 'ended', 'zeros', 'interrupted')
  const kind = fc.oneof(
    fc.record({ type: fc.constant('tap' as const), what: fc.constantFrom('start' as const, 'end' as const, 'discard' as const) }),
    fc.record({ type: fc.constant('visibility' as const), hidden: fc.boolean() }),
    fc.record({
      type: fc.constant('microphone' as const),
      by: taker,
      taken: fc.boolean(),
      ago: fc.integer({ min: -5_000, max: 90_000_000 }),
    }),
    fc.record({ type: fc.constant('voice' as const), on: fc.boolean(), ago: fc.integer({ min: -5_000, max: 90_000_000 }) }),
    fc.record({ type: fc.constant('stop' as const) }),
    fc.record({ type: fc.constant('time' as const) }),
  )
  /** In order with the clock set now and then, or in no order. */
  const history = fc.oneof(
    fc.array(fc.tuple(gap, kind), { minLength: 1, maxLength: 120 }).map((steps) => {
      let at = began
      return steps.map(([wait, signal]) => {
        at += wait
        return stamped(signal, at)
      })
    }),
    fc
      .array(fc.tuple(moment, kind), { maxLength: 40 })
      .map((steps) => steps.map(([offset, signal]) => stamped(signal, began + offset))),
  )
  const stamped = (signal: object & { ago?: number | undefined }, at: number): Signal =>
    ({ ...signal, at, since: at - (signal.ago ?? 0) }) as unknown as Signal

  const least = ({ cause, sure }: DetectedCall): number => {
    if (cause === 'voice') return sure ? limits.voiceMinimum : limits.voiceShortest
    return cause === 'tap' ? limits.tapMinimum : limits.takenMinimum
  }

  it('yield no call that overlaps another, none that is shorter than its least or longer than a day', () => {
    let made = 0
    fc.assert(
      fc.property(history, (signals) => {
        const { calls, machine } = play(signals)
        made += calls.length
        let free = Number.NEGATIVE_INFINITY
        for (const call of calls) {
          expect(call.start).toBeGreaterThanOrEqual(free)
          expect(call.end - call.start).toBeGreaterThanOrEqual(least(call))
          expect(call.end - call.start).toBeLessThanOrEqual(86_400_000)
          expect(call.end).toBeLessThanOrEqual(machine.now)
          free = call.end
        }
      }),
      { numRuns: runs(3_000) },
    )
    // Otherwise this would say nothing.
    expect(made).toBeGreaterThan(200)
  })

  it('are explained: the log leads from idle to where the machine is', () => {
    fc.assert(
      fc.property(history, (signals) => {
        const { log, machine } = play(signals)
        let at = 'idle' as string
        for (const { from, to } of log) {
          expect(from).toBe(at)
          at = to
        }
        expect(at).toBe(machine.phase.name)
      }),
      { numRuns: runs(500) },
    )
  })
})
