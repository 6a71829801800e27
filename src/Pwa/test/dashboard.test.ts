import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Call } from '../src/contract'
import { ticksUpTo } from '../src/dashboard/charts/ticks'
import { coalesce } from '../src/dashboard/coalesce'
import { type News, pause, summing } from '../src/dashboard/live/news'
import { afterGap, merge, missing } from '../src/dashboard/merge'
import { daysOf, rangeError } from '../src/dashboard/range'
import { elsewhere, linkTo, parsePlace } from '../src/dashboard/routes'
import { type RealtimeState, startRealtime } from '../src/lib/realtime'
import { draft, employeeId } from './device'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

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

describe('the address', () => {
  it('says view, range and filters, and nothing that is plain', () => {
    const place = parsePlace('#/calls?range=30&status=missed&q=anna%20bell')
    expect(place).toMatchObject({ view: 'calls', range: '30', status: 'missed', q: 'anna bell', employeeId: '' })
    expect(parsePlace(linkTo(place))).toEqual(place)
    expect(linkTo(parsePlace(''))).toBe('#/overview')
  })
  it('of another view drops what that view would take for something else', () => {
    const place = parsePlace('#/employees?state=invited&employeeId=e1&range=30&open=e1')
    expect(elsewhere(place, 'assignments')).toMatchObject({
      view: 'assignments',
      state: '',
      employeeId: 'e1',
      range: '30',
      open: '',
    })
    expect(elsewhere(place, 'employees')).toMatchObject({ state: 'invited', open: '' })
  })
  it.each(['#/nonsense?range=9000', '#/overview?range=custom', '#/overview?range=custom&from=2026-02-02&to=2026-01-01'])(
    '%s falls back',
    (hash) => expect(parsePlace(hash)).toMatchObject({ view: 'overview', range: '7' }),
  )
  it('names days inclusively', () => {
    expect(daysOf({ range: '7', from: '', to: '' }, '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(daysOf({ range: 'today', from: '', to: '' }, '2026-11-22')).toEqual({ from: '2026-11-22', to: '2026-11-22' })
  })
})

describe('a range', () => {
  it.each([
    ['2026-05-04', '2026-05-04', undefined],
    ['2000-01-01', '2000-12-31', undefined],
    ['2025-01-01', '2026-01-01', undefined],
    ['2025-01-01', '2026-01-02', 'long'],
    ['2026-05-05', '2026-05-04', 'order'],
    ['', '2026-05-04', 'day'],
    ['2026-05-04', '0020-05-04', 'day'],
    ['1999-12-31', '2000-01-01', 'day'],
    ['2099-12-31', '2100-01-01', 'day'],
    ['2026-02-30', '2026-03-01', 'day'],
  ])('from %s to %s: %s', (from, to, error) => expect(rangeError({ view: 'overview', from, to })).toBe(error))
  it('has no longest range where calls are listed', () => {
    expect(rangeError({ view: 'calls', from: '2020-01-01', to: '2026-11-27' })).toBeUndefined()
    expect(rangeError({ view: 'calls', from: '2026-11-27', to: '2020-01-01' })).toBe('order')
  })
})

describe('the axis', () => {
  it.each([
    [1, [0, 1]],
    [7, [0, 2, 4, 6, 8]],
    [40, [0, 10, 20, 30, 40]],
    [999, [0, 500, 1000]],
  ])('to %i', (max, ticks) => expect(ticksUpTo(max)).toEqual(ticks))
})

describe('the feed', () => {
  it('shows each call once, newest first, at its latest version, without deleted and private ones', () => {
    const old = call({ startedAt: '2026-11-22T10:00:00.000Z' })
    const recent = call({ startedAt: '2026-11-22T11:00:00.000Z' })
    const changed = { ...old, version: 3, outcome: 'Sale' }
    expect(merge([recent, changed], [old])).toEqual([recent, changed])
    expect(merge([old], [recent, changed])).toEqual([recent, changed])
    expect(merge([old, recent], [{ ...recent, version: 2, deleted: true }])).toEqual([old])
    expect(merge([], [call({ private: true })])).toEqual([])
  })
})

describe('the feed after a gap', () => {
  const [old, edited, gone] = [
    call({ startedAt: '2026-11-22T10:00:00.000Z' }),
    call({ startedAt: '2026-11-22T10:01:00.000Z' }),
    call({ startedAt: '2026-11-22T10:02:00.000Z' }),
  ]
  const missed = call({ startedAt: '2026-11-22T11:00:00.000Z' })
  it('has what came, what changed, and not what went meanwhile', () => {
    const later = { ...edited, version: 2, outcome: 'Sale' }
    const before = [gone, edited, old]
    expect(afterGap(before, before, [missed, later, old])).toEqual([missed, later, old])
  })
  it('keeps what the socket said while the list was on its way', () => {
    const before = [old]
    const heard = call({ startedAt: '2026-11-22T11:30:00.000Z' })
    const deleted = { ...missed, version: 2, deleted: true }
    expect(afterGap(before, [heard, old], [old])).toEqual([heard, old])
    expect(afterGap(before, [deleted, old], [missed, old])).toEqual([old])
  })

  it('tells what was taken away meanwhile, as far back as the list goes', () => {
    const [first, second, third] = ['11', '10', '09'].map((hour) => call({ startedAt: `2026-11-22T${hour}:00:00.000Z` })) as [
      Call,
      Call,
      Call,
    ]
    const all = [first, second, third]
    expect(missing(all, [first, third], undefined)).toEqual([second.id])
    expect(missing(all, [first, second], undefined)).toEqual([])
    expect(missing(all, [first, second], '2026-11-22T00:00:00.000Z')).toEqual([third.id])
    expect(missing(all, [], '2026-11-22T10:30:00.000Z')).toEqual([first.id])
  })
})

describe('new calls, told to those who do not see them', () => {
  const told: number[] = []
  let news: News
  beforeEach(() => {
    told.length = 0
    news = summing((calls) => told.push(calls.length))
  })
  afterEach(() => news.stop())

  it('are told one at once, and then together, as long as they come', async () => {
    news.hear([call()])
    expect(told).toEqual([1])
    for (let i = 0; i < 30; i++) {
      await vi.advanceTimersByTimeAsync(pause / 10)
      news.hear([call(), call()])
    }
    expect(told).toEqual([1, 18, 20, 20])
    await vi.advanceTimersByTimeAsync(10 * pause)
    expect(told.slice(4)).toEqual([2])
    news.hear([call()])
    expect(told.slice(4)).toEqual([2, 1])
  })

  it('are told once, without changes of others, and not if they are gone by then', async () => {
    const [first, second] = [call(), call()]
    news.hear([{ ...call(), version: 2 }, call({ private: true })])
    expect(told).toEqual([])
    news.hear([first])
    news.hear([first, { ...first, version: 2 }, second])
    news.hear([{ ...second, version: 2, deleted: true }])
    await vi.advanceTimersByTimeAsync(pause)
    expect(told).toEqual([1])
  })
})

describe('coalesced work', () => {
  it('runs once for a burst, and once more for what came while it ran', async () => {
    let runs = 0
    const ask = coalesce(async () => {
      runs++
      await new Promise((done) => setTimeout(done, 100))
    }, 250)
    for (let i = 0; i < 10; i++) ask()
    await vi.advanceTimersByTimeAsync(260)
    expect(runs).toBe(1)
    ask()
    ask()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(runs).toBe(2)
  })
})

class FakeSocket {
  static all: FakeSocket[] = []
  sent: string[] = []
  closed = false
  onopen?: () => void
  onclose?: (() => void) | null
  onmessage?: ((event: { data: string }) => void) | null
  constructor() {
    FakeSocket.all.push(this)
  }
  send = (text: string) => void this.sent.push(text)
  close = () => {
    this.closed = true
  }
}

describe('the realtime connection', () => {
  let states: RealtimeState[]
  let caughtUp: number
  let heard: Call[]
  let ticketFails: boolean
  let silent: boolean
  const settle = () => vi.advanceTimersByTimeAsync(0)
  const last = () => FakeSocket.all.at(-1) as FakeSocket

  beforeEach(() => {
    FakeSocket.all = []
    states = []
    caughtUp = 0
    heard = []
    ticketFails = false
    silent = false
  })

  const start = () =>
    startRealtime({
      ticket: async () => {
        if (ticketFails) throw new Error('no ticket')
        return { ticket: 't', expiresIn: 30 }
      },
      open: () => new FakeSocket() as unknown as WebSocket,
      catchUp: async () => void caughtUp++,
      onMessage: (message) => void (message.type === 'calls' && heard.push(...message.calls)),
      onState: (state) => void states.push(state),
      random: () => 0.5,
      unreachable: () => silent,
    })

  it('catches up once it listens, then is live', async () => {
    start()
    await settle()
    expect(states).toEqual(['connecting'])
    last().onopen?.()
    await settle()
    expect(states).toEqual(['connecting', 'live'])
    expect(caughtUp).toBe(1)
    const one = call()
    last().onmessage?.({ data: JSON.stringify({ type: 'calls', calls: [one] }) })
    expect(heard).toEqual([one])
  })

  it('reconnects after a loss and reads what it missed', async () => {
    start()
    await settle()
    last().onopen?.()
    await settle()
    last().onclose?.()
    expect(states.at(-1)).toBe('offline')
    await vi.advanceTimersByTimeAsync(2_000)
    last().onopen?.()
    await settle()
    expect(FakeSocket.all).toHaveLength(2)
    expect(caughtUp).toBe(2)
    expect(states.at(-1)).toBe('live')
  })

  it('pings every 8 minutes, and takes silence for a loss', async () => {
    start()
    await settle()
    last().onopen?.()
    await settle()
    await vi.advanceTimersByTimeAsync(8 * 60_000)
    expect(last().sent).toEqual(['{"action":"ping"}'])
    last().onmessage?.({ data: '{"type":"pong"}' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(states.at(-1)).toBe('live')
    await vi.advanceTimersByTimeAsync(8 * 60_000)
    expect(states).toContain('offline')
  })

  it('renews itself before the two hours are over', async () => {
    start()
    await settle()
    last().onopen?.()
    await settle()
    const first = last()
    for (let minutes = 0; minutes < 110; minutes += 1) {
      await vi.advanceTimersByTimeAsync(60_000)
      if (!first.closed) first.onmessage?.({ data: '{"type":"pong"}' })
    }
    expect(first.closed).toBe(true)
    expect(FakeSocket.all).toHaveLength(2)
    expect(states).not.toContain('offline')
  })

  it('waits longer after each failure, and not at all when woken', async () => {
    ticketFails = true
    const realtime = start()
    await settle()
    await vi.advanceTimersByTimeAsync(400)
    const tries = states.filter((state) => state === 'connecting').length
    expect(tries).toBe(2)
    await vi.advanceTimersByTimeAsync(400)
    expect(states.filter((state) => state === 'connecting')).toHaveLength(tries)
    ticketFails = false
    realtime.wake()
    await settle()
    last().onopen?.()
    await settle()
    expect(states.at(-1)).toBe('live')
  })

  it('goes on asking a server that cannot be reached every half second, for a while', async () => {
    ticketFails = true
    silent = true
    start()
    await vi.advanceTimersByTimeAsync(30_000)
    const tries = states.filter((state) => state === 'connecting').length
    await vi.advanceTimersByTimeAsync(500)
    expect(states.filter((state) => state === 'connecting').length).toBeGreaterThan(tries)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    const later = states.filter((state) => state === 'connecting').length
    await vi.advanceTimersByTimeAsync(10_000)
    expect(states.filter((state) => state === 'connecting').length - later).toBeLessThan(2)
  })

  it('asks an open socket for a sign of life when woken, and replaces a dead one', async () => {
    const realtime = start()
    await settle()
    last().onopen?.()
    await settle()
    realtime.wake()
    expect(last().sent).toEqual(['{"action":"ping"}'])
    last().onmessage?.({ data: '{"type":"pong"}' })
    await vi.advanceTimersByTimeAsync(3_000)
    expect(states.at(-1)).toBe('live')
    realtime.wake()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(FakeSocket.all).toHaveLength(2)
  })

  it('asks for a sign of life when the clock has leapt: the machine slept, and nobody said so', async () => {
    start()
    await settle()
    last().onopen?.()
    await settle()
    await vi.advanceTimersByTimeAsync(5 * 60_000)
    expect(last().sent).toEqual([])
    vi.setSystemTime(Date.now() + 3 * 3_600_000)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(last().sent).toEqual(['{"action":"ping"}'])
    await vi.advanceTimersByTimeAsync(4_000)
    expect(FakeSocket.all).toHaveLength(2)
  })

  it('gives up a handshake that nobody answers, and begins another', async () => {
    start()
    await settle()
    const first = last()
    await vi.advanceTimersByTimeAsync(12_000)
    expect(first.closed).toBe(true)
    last().onopen?.()
    await settle()
    expect(states.at(-1)).toBe('live')
    await vi.advanceTimersByTimeAsync(12_000)
    expect(FakeSocket.all).toHaveLength(2)
  })

  it('leaves a server alone that refuses the handshake', async () => {
    silent = true
    start()
    for (let second = 0; second < 60; second += 1) {
      await vi.advanceTimersByTimeAsync(1_000)
      last().onclose?.()
    }
    expect(FakeSocket.all.length).toBeLessThan(12)
  })
})
