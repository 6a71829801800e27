import { describe, expect, it } from 'vitest'
import { correctedDraft, measureOffset } from '../src/sync/clock'
import type { WaitingCreate } from '../src/sync/model'
import { draft } from './device'

const at = (seconds: number): number => Date.parse('2026-11-30T12:00:00.000Z') + seconds * 1000
const iso = (seconds: number): string => new Date(at(seconds)).toISOString()

describe('the clock of the server against that of the device', () => {
  it.each([
    ['five minutes ahead', iso(301), 0, 2, 300_000],
    ['five minutes behind', iso(-299), 0, 2, -300_000],
    ['within what latency explains', iso(1.9), 0, 0.4, 0],
    ['said at the end of a slow request', iso(30), 0, 30, 0],
    ['said at its beginning', iso(0), 0, 30, 0],
    ['beyond a slow request', iso(40), 0, 30, 25_000],
  ])('%s', (_, server, sent, received, offset) => expect(measureOffset(server, at(sent), at(received))).toBe(offset))

  it('is not known by what is no time', () => expect(measureOffset('soon', 0, 0)).toBeUndefined())
})

describe('a call that was logged by a wrong clock', () => {
  const logged = (changes: Partial<WaitingCreate> = {}): WaitingCreate =>
    ({
      draft: draft({ startedAt: iso(0), createdAt: iso(60) }),
      capturedOffset: -300_000,
      startTyped: false,
      ...changes,
    }) as WaitingCreate

  it('is moved by what the clock was off when it was logged', () =>
    expect(correctedDraft(logged(), 0, at(90))).toMatchObject({
      startedAt: iso(-300),
      createdAt: iso(-240),
      clockSuspect: false,
    }))

  it('keeps a start that was typed', () => expect(correctedDraft(logged({ startTyped: true }), 0, at(90)).startedAt).toBe(iso(0)))

  it.each([
    ['nobody knew how much', { capturedOffset: null }, undefined],
    ['it was a day off', { capturedOffset: 86_400_001 }, 0],
    ['it says what has not happened yet', { capturedOffset: 600_000 }, 0],
  ])('is marked when %s', (_, changes, offset) => expect(correctedDraft(logged(changes), offset, at(90)).clockSuspect).toBe(true))
})
