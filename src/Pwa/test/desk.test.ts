import { beforeEach, describe, expect, it } from 'vitest'
import type { Call, Contact, PersonPresence } from '../src/contract'
import { callOfKey, keyOfCall } from '../src/dashboard/callKey'
import { CallList } from '../src/dashboard/calls/callList'
import { followed } from '../src/dashboard/calls/followed'
import { newsFor } from '../src/dashboard/calls/news'
import { admits, queryOf } from '../src/dashboard/calls/query'
import { readAgain } from '../src/dashboard/calls/readAgain'
import { asOf, inOrder, presence, seenBy, takePresence } from '../src/dashboard/live/presence'
import { parsePlace } from '../src/dashboard/routes'
import { draft, employeeId } from './device'

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

describe('what is known of a contact', () => {
  const phone = '+442079460018'
  const [a, b] = [
    call({ contactPhone: phone, startedAt: '2026-11-22T11:00:00.000Z', status: 'completed', duration: 60 }),
    call({ contactPhone: phone, startedAt: '2026-11-22T09:00:00.000Z', status: 'missed', callType: 'incoming', duration: 0 }),
  ]
  const figures = { calls: 20, completed: 10, missed: 5, talkSeconds: 600, firstAt: '', lastAt: '', complete: true }
  const contact = (cursor: string | null): Contact => ({ phone, name: null, names: [], figures, calls: [a, b], cursor })
  const change = (one: Call, changes: Partial<Call>): Call => ({ ...one, version: one.version + 1, ...changes })

  it.each<[string, Call[], Call[], Partial<typeof figures>]>([
    ['nothing that it has already', [a], [a, b], {}],
    [
      'an edit',
      [change(a, { duration: 90, outcome: 'Sold' })],
      [change(a, { duration: 90, outcome: 'Sold' }), b],
      { talkSeconds: 630 },
    ],
    ['a deletion', [change(b, { deleted: true })], [a], { calls: 19, missed: 4 }],
    ['one that is private by now', [change(a, { private: true })], [b], { calls: 19, completed: 9, talkSeconds: 540 }],
    ['one that was another number’s', [change(b, { contactPhone: null })], [a], { calls: 19, missed: 4 }],
    ['a deletion of what it never had', [call({ contactPhone: phone, deleted: true })], [a, b], {}],
    ['a call of another number', [call({ contactPhone: '+442079460019' })], [a, b], {}],
  ])('follows %s', (_, news, calls, changed) => {
    expect(followed(contact('more'), news)).toEqual({ ...contact('more'), calls, figures: { ...figures, ...changed } })
  })
  it('takes in a new call in its place, and one that is older than its list only where it has them all', () => {
    const between = call({ contactPhone: phone, startedAt: '2026-11-22T10:00:00.000Z', status: 'missed', callType: 'incoming' })
    const older = { ...between, id: 'older', startedAt: '2026-11-22T08:00:00.000Z' }
    expect(followed(contact('more'), [between, between, older])).toMatchObject({
      calls: [a, between, b],
      figures: { calls: 21, missed: 6 },
    })
    expect(followed(contact(null), [between, older])).toMatchObject({
      calls: [a, between, b, older],
      figures: { calls: 22, missed: 7 },
    })
  })
})

describe('the list of calls', () => {
  const [a, b, c] = [
    call({ startedAt: '2026-11-22T11:00:00.000Z' }),
    call({ startedAt: '2026-11-22T10:00:00.000Z' }),
    call({ startedAt: '2026-11-22T09:00:00.000Z' }),
  ]

  const listOf = (...calls: Call[]) => {
    const list = new CallList()
    list.append(calls)
    return list
  }
  const all = (list: CallList) => list.slice(0, list.length)

  it('takes changes in their place and moves nothing', () => {
    const later = { ...b, version: 2, startedAt: '2026-11-22T12:00:00.000Z', outcome: 'Sold' }
    const list = listOf(a, b, c)
    expect(list.follow([later])).toBe(true)
    expect(all(list)).toEqual([a, later, c])
  })

  it('loses what nobody shall see any more', () => {
    const list = listOf(a, b, c)
    expect(list.drop(new Set([b.id, 'of another page']))).toBe(true)
    expect(list.drop(new Set([b.id]))).toBe(false)
    expect(all(list)).toEqual([a, c])
    expect([list.length, list.has(b.id), list.find(b.id)]).toEqual([2, false, undefined])
  })

  it('says when nothing changed', () => {
    const list = listOf(a, b)
    expect(list.follow([b, c, { ...a, version: 1, outcome: 'late copy' }])).toBe(false)
    expect(all(list)).toEqual([a, b])
  })

  it('has a call once that moved to a later page while the list was read', () => {
    const list = listOf(a, b)
    list.append([{ ...a, version: 2 }, c])
    expect(all(list)).toEqual([a, b, c])
  })

  it('gives any part of many pages, as it was put in', () => {
    const pages = [3, 1, 200, 50, 2].map((size) => Array.from({ length: size }, () => call()))
    const list = listOf()
    for (const page of pages) list.append(page)
    const whole = pages.flat()
    list.drop(new Set([(whole[3] as Call).id]))
    whole.splice(3, 1)
    expect(list.length).toBe(whole.length)
    for (const [first, last] of [
      [0, 1],
      [2, 5],
      [0, 999],
      [190, 230],
      [254, 255],
      [255, 260],
    ] as const)
      expect(list.slice(first, last)).toEqual(whole.slice(first, last))
    for (const known of whole) expect(list.find(known.id)).toEqual(known)
  })

  it('counts what it would have, also from a phone that was offline for hours', () => {
    const place = parsePlace('#/calls?range=7&status=completed')
    const news = [
      call({ startedAt: '2026-11-22T11:30:00.000Z' }),
      call({ startedAt: '2026-11-22T11:31:00.000Z', status: 'missed' }),
      call({ startedAt: '2026-11-22T09:30:00.000Z' }),
      call({ startedAt: '2026-11-22T08:00:00.000Z' }),
      call({ startedAt: '2026-11-22T11:32:00.000Z', private: true }),
      a,
    ]
    const now = { today: '2026-11-22', timeZone: 'UTC', more: false }
    expect(newsFor(place, listOf(a, b, c), news, now)).toBe(3)
    expect(newsFor(place, listOf(a, b, c), news, { ...now, more: true })).toBe(2)
    expect(newsFor(place, listOf(), [a], now)).toBe(1)
  })

  it('stays quick with a hundred thousand calls', () => {
    const list = new CallList()
    const page = (at: number) => Array.from({ length: 200 }, (_, i) => ({ ...c, id: `id-${at + i}` }))
    for (let at = 0; at < 100_000; at += 200) list.append(page(at))
    const started = performance.now()
    expect(list.follow([{ ...c, id: 'id-50000', version: 2 }])).toBe(true)
    expect(list.slice(50_000, 50_001)[0]?.version).toBe(2)
    expect(performance.now() - started).toBeLessThan(100)
  })

  it('asks the server for what the address says', () => {
    const place = parsePlace(
      '#/calls?range=custom&from=2026-11-01&to=2026-11-30&status=missed&callType=incoming&outcome=Call%20back&phone=%2B44&q=anna&employeeId=x',
    )
    expect(Object.fromEntries(queryOf(place, '2026-11-22'))).toEqual({
      from: '2026-11-01',
      to: '2026-11-30',
      status: 'missed',
      callType: 'incoming',
      outcome: 'Call back',
      phone: '+44',
      q: 'anna',
      employeeId: 'x',
    })
  })

  it.each([
    ['', true],
    ['&status=missed', false],
    ['&callType=outgoing', true],
    ['&outcome=Sold', false],
    ['&phone=%2B447700900123', true],
    ['&phone=%2B447700900124', false],
    ['&q=ANNA', true],
    ['&q=bob', false],
    ['&employeeId=somebody', false],
  ])('admits what the server would: %s', (filter, admitted) => {
    expect(admits(parsePlace(`#/calls?range=7${filter}`), a, '2026-11-22', 'UTC')).toBe(admitted)
  })

  it('follows the organisation’s days', () => {
    const place = parsePlace('#/calls?range=today')
    const late = call({ startedAt: '2026-11-22T23:30:00.000Z' })
    expect(admits(place, late, '2026-11-22', 'UTC')).toBe(true)
    expect(admits(place, late, '2026-11-22', 'Europe/Berlin')).toBe(false)
  })
})

describe('a list of calls after a gap', () => {
  const at = (minute: number) => call({ startedAt: `2026-11-22T10:${String(minute).padStart(2, '0')}:00.000Z` })
  const calls = Array.from({ length: 50 }, (_, i) => at(59 - i))
  const listOf = (shown: Call[]) => {
    const list = new CallList()
    list.append(shown)
    return list
  }
  const all = (list: CallList) => list.slice(0, list.length)
  /** The server's calls, by tens; an empty page in between. */
  function server(have: Call[]) {
    const asked: (string | null)[] = []
    return {
      asked,
      ask: async (cursor: string | null) => {
        asked.push(cursor)
        if (cursor === 'empty') return { calls: [], cursor: '10' }
        const start = Number(cursor ?? 0)
        const next = start + 10 < have.length ? String(start + 10) : null
        return { calls: have.slice(start, start + 10), cursor: next === '10' ? 'empty' : next }
      },
    }
  }

  it('has what changed in its place and not what went, however old', async () => {
    const edited = { ...(calls[45] as Call), version: 2, outcome: 'Sold' }
    const moved = { ...(calls[12] as Call), version: 2, startedAt: (calls[40] as Call).startedAt }
    const have = calls.filter((_, i) => ![3, 12, 45, 49].includes(i))
    have.splice(38, 0, moved)
    have.splice(43, 0, edited)
    const list = listOf(calls)
    expect(await readAgain(list, false, server(have).ask, () => true)).toEqual([])
    expect(all(list)).toEqual(
      calls.filter((_, i) => i !== 3 && i !== 49).map((call) => [moved, edited].find(({ id }) => id === call.id) ?? call),
    )
  })

  it('is read as far as it went, and tells what came within', async () => {
    const [late, older] = [at(55), calls.slice(20)]
    const list = listOf(calls.slice(0, 20))
    const have = [...calls.slice(0, 5), late, ...calls.slice(5, 19), ...older]
    const { ask, asked } = server(have)
    expect(await readAgain(list, true, ask, () => true)).toEqual([late])
    expect(asked).toEqual([null, 'empty', '10', '20'])
    expect(all(list)).toEqual(calls.slice(0, 19))
  })

  it('that nobody wants any more keeps its calls', async () => {
    const list = listOf(calls)
    expect(await readAgain(list, false, server([]).ask, () => false)).toBeUndefined()
    expect(list.length).toBe(50)
  })

  it('finds the place of a call', () => {
    const list = listOf(calls)
    list.drop(new Set([(calls[0] as Call).id]))
    expect(calls.map(({ id }) => list.indexOf(id))).toEqual(calls.map((_, i) => i - 1))
  })
})

describe('a call’s address', () => {
  it('names its owner and itself', () => {
    const known = call()
    expect(callOfKey(keyOfCall(known))).toEqual({ employeeId, id: known.id })
  })
  it.each(['', 'invite', employeeId, `${employeeId}/../me`, `${employeeId}/${employeeId}/x`, `x/${employeeId}`])(
    '%s is none',
    (open) => expect(callOfKey(open)).toBeUndefined(),
  )
})

describe('who is there', () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z')
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString()
  const person = (name: string, changes: Partial<PersonPresence> = {}): PersonPresence => ({
    employeeId: name,
    name,
    state: 'online',
    onCallSince: null,
    lastSeenAt: at(1),
    queued: 0,
    oldestQueuedAt: null,
    ...changes,
  })

  beforeEach(() => {
    presence.value = {}
  })

  it.each([
    ['online', person('a'), 'online'],
    ['quiet for a quarter of an hour', person('a', { lastSeenAt: at(15) }), 'offline'],
    ['never seen', person('a', { state: 'offline', lastSeenAt: null }), 'offline'],
    ['on a call', person('a', { state: 'on-call', onCallSince: at(30), lastSeenAt: at(30) }), 'on-call'],
    ['on a call that nobody ended', person('a', { state: 'on-call', onCallSince: at(241), lastSeenAt: at(241) }), 'offline'],
  ])('%s', (_, known, state) => expect(asOf(known, now).state).toBe(state))

  it('begins with who talks, then whose calls wait', () => {
    const people = [
      person('d', { state: 'offline', lastSeenAt: null }),
      person('c'),
      person('b', { state: 'offline', queued: 3 }),
      person('a', { state: 'on-call', onCallSince: at(1) }),
      person('B'),
    ]
    expect(inOrder(people).map(({ name }) => name)).toEqual(['a', 'b', 'B', 'c', 'd'])
  })

  it('hears of changes, and of people who are new', () => {
    takePresence([person('a')])
    expect(presence.value.people).toBeUndefined()
    presence.value = { people: [person('a'), person('b')] }
    takePresence([person('b', { queued: 2 }), person('c')])
    expect(presence.value.people?.map(({ name, queued }) => [name, queued])).toEqual([
      ['a', 0],
      ['b', 2],
      ['c', 0],
    ])
  })

  it('a new call ends the one that was under way, an edited one does not', () => {
    presence.value = { people: [person(employeeId, { state: 'on-call', onCallSince: at(3) })] }
    seenBy([call({ version: 2 })])
    expect(presence.value.people?.[0]?.state).toBe('on-call')
    seenBy([call()])
    expect(presence.value.people?.[0]).toMatchObject({ state: 'online', onCallSince: null })
  })
})
