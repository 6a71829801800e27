import type { Call } from '../../../../src/Pwa/src/contract'
import type { StoredEntry } from '../../../../src/Pwa/src/sync/model'
import type { Phone } from '../phone/phone'
import { everHeld } from './acknowledged'
import type { Fields, History, Ledger, Write } from './ledger'
import type { ServerCall } from './server'

type Field = keyof Fields
type Server = ReadonlyMap<string, ServerCall>

/** A healed phone shows what the server has, nothing else, and nothing of anybody else. */
export async function disagreements(phone: Phone, server: Server, ledger: Ledger): Promise<string[]> {
  const found: string[] = []
  const waiting = new Set((await phone.outbox()).map(({ callId }) => callId))
  const evictedUntil = await phone.evictedUntil()
  const records = new Map((await phone.records()).map((record) => [record.id, record]))
  for (const [id, { server: confirmed, view, start }] of records) {
    if (view.employeeId !== phone.person.id) found.push(`${phone.name} has ${id} of another employee`)
    const there = server.get(id)?.call
    if (confirmed && !there) found.push(`${phone.name}: ${id} is confirmed there and not on the server`)
    if (confirmed && there && !same(confirmed, there)) found.push(`${phone.name}: ${id} differs: ${difference(confirmed, there)}`)
    if (!waiting.has(id) && (!confirmed || !same(view, confirmed))) found.push(`${phone.name} shows ${id} otherwise than it is`)
    if (start !== (view.deleted ? undefined : view.startedAt)) found.push(`${phone.name} lists ${id} at the wrong place`)
  }
  for (const [id, { call }] of server) {
    const madeRoom = evictedUntil !== undefined && call.startedAt <= evictedUntil && ledger.wasTold(phone.name, id)
    if (!call.deleted && !records.get(id)?.server && !madeRoom) found.push(`${phone.name} lacks ${id}`)
  }
  return found
}

const same = (a: Call, b: Call): boolean => difference(a, b) === ''

function difference(a: Call, b: Call): string {
  const fields = Object.keys(b) as (keyof Call)[]
  return fields
    .filter((field) => a[field] !== b[field])
    .map((field) => `${field} ${JSON.stringify(a[field])} / ${JSON.stringify(b[field])}`)
    .join(', ')
}

/** What a person last wrote into a field reached the server or waits, refused and visible, on the phone. */
export async function lostWrites(phone: Phone, ledger: Ledger, server: Server): Promise<string[]> {
  const entries = await phone.outbox()
  // What builds on a refused create is held, and shown, with it.
  const held = new Set(entries.filter(({ kind, state }) => kind === 'create' && state === 'rejected').map(({ callId }) => callId))
  const refused = entries.filter(({ callId, state }) => state === 'rejected' || held.has(callId))
  const lost: string[] = []
  for (const history of ledger.calls.values()) {
    const own = history.writes.filter(({ by }) => by === phone.name)
    if (own.length === 0 || own.some(({ kind }) => kind === 'discard')) continue
    const visible = refused.filter(({ callId }) => callId === history.id)
    const last = own.findLast(({ kind }) => kind === 'delete' || kind === 'undo')
    const there = server.get(history.id)?.call
    // An undo that the phone did not survive may or may not have happened.
    const stayedDeleted = last?.kind === 'undo' && !last.certain && (!there || there.deleted)
    if (last?.kind === 'delete') lost.push(...lostDeletion(phone, history, last, visible, server))
    else if (!stayedDeleted) lost.push(...lostFields(phone, history, own, visible, server))
  }
  return lost
}

function lostDeletion(phone: Phone, history: History, write: Write, visible: readonly StoredEntry[], server: Server): string[] {
  const there = server.get(history.id)?.call
  const done = !there || there.deleted || visible.length > 0 || !write.certain
  return done ? [] : [`${phone.name} deleted ${history.id}, and it is there`]
}

function lostFields(
  phone: Phone,
  history: History,
  own: readonly Write[],
  visible: readonly StoredEntry[],
  server: Server,
): string[] {
  const last = new Map<Field, { value: Fields[Field]; certain: boolean }>()
  for (const { fields, certain } of own) {
    for (const [field, value] of Object.entries(fields) as [Field, never][]) last.set(field, { value, certain })
  }
  const there = server.get(history.id)
  const lost: string[] = []
  for (const [field, { value, certain }] of last) {
    if (!certain || field === 'startedAt' || field === 'createdAt' || field === 'clockSuspect') continue
    const kept = (there && everHeld(there, field, value)) || visible.some((entry) => holds(entry, field, value))
    if (!kept) lost.push(`${phone.name} wrote ${field}=${JSON.stringify(value)} into ${history.id}: neither sent nor refused`)
  }
  return lost
}

function holds(entry: StoredEntry, field: Field, value: Fields[Field]): boolean {
  const fields: Fields = entry.kind === 'create' ? entry.draft : entry.kind === 'update' ? entry.changes : {}
  return fields[field] === value
}

/** A refusal that the app's own rules could not have caused. */
export function strangeRefusals(ledger: Ledger, wasRestored: boolean): string[] {
  // A restored server lacks calls until their phone offers them again.
  const expected = ['invalid-request', 'call-deleted', ...(wasRestored ? ['call-not-found'] : [])]
  return ledger.refusals
    .filter(({ code }) => !expected.includes(code))
    .map(({ phone, callId, code }) => `${phone}: a change of ${callId} was refused with ${code}`)
}

/** The start comes from the phone's clock less its error, once. */
export function wrongStarts(phones: readonly Phone[], ledger: Ledger, server: Server): string[] {
  const wrong: string[] = []
  for (const [id, { versions }] of server) {
    const history = ledger.calls.get(id)
    const phone = phones.find(({ name }) => name === history?.phone)
    const logged = history?.writes.find(({ kind }) => kind === 'log')?.fields.startedAt
    if (!history || !phone || !logged) continue
    const typed = history.writes.filter(({ kind, fields }) => fields.startedAt && (kind === 'edit' || history.startTyped))
    const possible = [...phone.clock.skews, 0].map((skew) => Date.parse(logged) - skew)
    for (const { startedAt, clockSuspect } of versions) {
      if (typed.some(({ fields }) => fields.startedAt === startedAt)) continue
      const at = Date.parse(startedAt)
      const right = possible.some(
        (time, i) =>
          Math.abs(at - time) <= tolerance && (i < possible.length - 1 || clockSuspect || phone.clock.skews.includes(0)),
      )
      if (!right) wrong.push(`${id}: ${logged} by the clock of ${phone.name} became ${startedAt}`)
    }
  }
  return wrong
}

/** Half of the longest round trip, and the offset below which the app takes its clock for right. Milliseconds. */
const tolerance = 32_000
