import { type FieldVersions, instant, merge, next, type Versioned } from '../dev/callMerge'
import type { Call, CallChanges } from '../src/contract'
import { editable } from '../src/sync/project'

/**
 * Merge cases out of nothing but their number. tests/Lambdas/Product/MergeCases.cs makes the same ones, draw by draw: what
 * changes here changes there.
 */

type Value = string | number | boolean | null
type Json = Value | Json[] | { [key: string]: Json }

/** Mulberry32 in whole numbers, so that both languages draw the same. */
class Dice {
  private state: number

  constructor(caseNumber: number) {
    this.state = Math.imul(caseNumber + 1, 0x9e3779b9)
  }

  /** 0 … below − 1. */
  roll(below: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }

  pick<T>(list: readonly T[]): T {
    return list[this.roll(list.length)] as T
  }
}

const values: Record<Exclude<(typeof editable)[number], 'notes'>, readonly Value[]> = {
  contactName: [null, '', 'Ada', 'ada', 'Zoë', 'Zoe\u0308', '\u05e2\u05d3\u05d4', '\ud835\udd38da'],
  contactPhone: [null, '+447700900101', '+447700900102', '*21#'],
  callType: ['incoming', 'outgoing'],
  status: ['completed', 'missed', 'rejected'],
  duration: [0, 1, 60, 86_400],
  outcome: [null, '', 'Sale', 'Call back'],
  startedAt: [
    '2026-05-04T09:30:00.000Z',
    '2026-05-04T11:30:00+02:00',
    '2026-05-04T09:30:00Z',
    '2026-05-04T09:30:00.001Z',
    '2026-05-04T09:30:00.0019Z',
  ],
  assignmentId: [null, '0197a000-0000-7000-8000-0000000000a1', '0197a000-0000-7000-8000-0000000000a2'],
  private: [false, true],
  clockSuspect: [false, true],
}

/** Texts that a comparison by culture, by character or by line takes for another. */
const phrases = [
  'Call back',
  'call back',
  'back',
  'R\u00fcckruf',
  'Ru\u0308ckruf',
  'ab',
  'a\u00adb',
  'a\u0000b',
  '\ufb01ne',
  'fine',
  '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd',
  '\u0645\u0631\u062d\u0628\u0627',
  '\u200f\u0645\u0631\u062d\u0628\u0627',
  '\ud83d\udc4b',
  '\ud83d\udc4b\ud83c\udffd',
  '\ud83d\udc69\u200d\ud83d\udc67',
  '\n\n',
  'one\r\ntwo',
  ' ',
  '"quoted" \\ \u2028',
]

/** What people write into the notes of one call: texts that contain each other, or that just fit together or just don't. */
function notesOf(dice: Dice): (string | null)[] {
  if (dice.roll(50) === 0) {
    const units = 2 + dice.roll(9_994)
    const rest = 9_998 - units + dice.roll(3) - 1
    return [null, '', `\ud83d\udc4b${'a'.repeat(units - 2)}`, `\u0628${'b'.repeat(rest - 1)}`, 'b']
  }
  const first = dice.pick(phrases)
  const second = dice.pick(phrases)
  const third = dice.pick(phrases)
  return [null, '', first, second, third, first + second, `${second}\n\n${first}`, `${first}\n\n${second}${third}`]
}

export interface MergeCase {
  start: Versioned
  edits: { base: number; changes: CallChanges }[]
}

export function mergeCase(number: number): MergeCase {
  const dice = new Dice(number)
  const notes = notesOf(dice)
  const draw = (field: (typeof editable)[number]): Value => dice.pick(field === 'notes' ? notes : values[field])

  const drawn = Object.fromEntries(editable.map((field) => [field, draw(field)]))
  const version = 1 + dice.roll(4)
  const fieldVersions: FieldVersions = Object.fromEntries(
    editable.flatMap((field) => (dice.roll(2) === 1 ? [[field, 1 + dice.roll(version)]] : [])),
  )
  const call = { ...drawn, startedAt: instant(drawn.startedAt as string), version } as Call

  const edits = Array.from({ length: 1 + dice.roll(5) }, (_, made) => {
    // A base ahead of the call is that of a phone that knew more before a restore.
    const base = 1 + dice.roll(version + made + 1)
    const share = 2 + dice.roll(3)
    const changes = Object.fromEntries(editable.flatMap((field) => (dice.roll(share) === 0 ? [[field, draw(field)]] : [])))
    return { base, changes: changes as CallChanges }
  })
  return { start: { call, fieldVersions }, edits }
}

/** The case and what became of it, as one line of JSON that is the same in both languages. */
export function mergeLine(number: number): string {
  const { start, edits } = mergeCase(number)
  let stored = start
  const steps = edits.map(({ base, changes }) => {
    const { call, changed, conflicts, othersChanged } = merge(stored, base, changes)
    stored = next(stored, call, changed, '')
    return {
      version: stored.call.version,
      changed: Object.fromEntries(changed.map((field) => [field, call[field]])),
      conflicts: conflicts.map(({ field, yours, theirs }) => ({ field, yours: yours as Value, theirs: theirs as Value })),
      othersChanged,
    }
  })
  return canonical({ case: number, start: shown(start), edits: edits as unknown as Json, steps, end: shown(stored) })
}

function shown({ call, fieldVersions }: Versioned): Json {
  const known = editable.filter((field) => fieldVersions[field] !== undefined)
  return {
    version: call.version,
    ...Object.fromEntries(editable.map((field) => [field, call[field]])),
    fieldVersions: Object.fromEntries(known.map((field) => [field, fieldVersions[field] as number])),
  }
}

/** Keys in the order given, no spaces, everything but printable ASCII as \uXXXX. */
export function canonical(json: Json): string {
  if (typeof json === 'string') return quoted(json)
  if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`
  if (json === null || typeof json !== 'object') return String(json)
  return `{${Object.entries(json)
    .map(([key, value]) => `${quoted(key)}:${canonical(value)}`)
    .join(',')}}`
}

const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`
