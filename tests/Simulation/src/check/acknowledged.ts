import type { Call } from '../../../../src/Pwa/src/contract'
import type { Fields, Ledger } from './ledger'
import type { ServerCall } from './server'

type Field = keyof Fields

/** Set by the clock's correction, which has a check of its own. */
const corrected: readonly Field[] = ['startedAt', 'createdAt', 'clockSuspect']

/** Whether a version of the call held this value; notes of both sides are kept together, and clearing them loses to a text. */
export function everHeld({ versions }: ServerCall, field: Field, value: Fields[Field]): boolean {
  if (field === 'notes' && value === null) return true
  return versions.some((call) => {
    const held = call[field as keyof Call]
    return held === value || (field === 'notes' && typeof held === 'string' && typeof value === 'string' && held.includes(value))
  })
}

/** What the server acknowledged is there: every call, every field of every edit in some version, every deletion. */
export function missingPromises(
  ledger: Ledger,
  employeeId: string,
  server: ReadonlyMap<string, ServerCall>,
  wasRestored: boolean,
): string[] {
  const missing: string[] = []
  for (const { id, writes, acknowledged } of of(ledger, employeeId)) {
    if (acknowledged.length === 0) continue
    const found = server.get(id)
    const deleted = acknowledged.some(({ kind }) => kind === 'delete')
    // What was made and deleted after the copy is rightly gone.
    if (wasRestored && !found && writes.some(({ kind }) => kind === 'delete')) continue
    if (!found) {
      missing.push(`Call ${id} was acknowledged and is not on the server`)
      continue
    }
    if (deleted && !found.call.deleted) missing.push(`The acknowledged deletion of ${id} is lost`)
    // A restore takes the history with it: phones know the last version, not what was replaced before.
    if (wasRestored) continue
    for (const { kind, fields } of acknowledged) {
      for (const [field, value] of Object.entries(fields) as [Field, never][]) {
        if (kind === 'create' && corrected.includes(field)) continue
        if (!everHeld(found, field, value)) missing.push(`${id}: acknowledged ${field}=${JSON.stringify(value)} is in no version`)
      }
    }
  }
  return missing
}

/** Only what people wrote is there, each write once; after a restore, phones may write it again. */
export function inventions(
  ledger: Ledger,
  employeeId: string,
  server: ReadonlyMap<string, ServerCall>,
  wasRestored: boolean,
): string[] {
  const found: string[] = []
  for (const [id, { versions }] of server) {
    const history = ledger.calls.get(id)
    if (!history || history.employeeId !== employeeId) {
      found.push(`Call ${id} on the server was made by no phone of ${employeeId}`)
      continue
    }
    for (const field of Object.keys(history.writes[0]?.fields ?? {}) as Field[]) {
      if (corrected.includes(field)) continue
      const written = history.writes.filter(({ fields }) => field in fields).map(({ fields }) => fields[field])
      found.push(...unwritten(id, field, versions, written))
      if (!wasRestored) found.push(...repeated(id, field, versions, written))
    }
  }
  return found
}

function unwritten(id: string, field: Field, versions: readonly Call[], written: readonly unknown[]): string[] {
  const known = new Set(written)
  return versions
    .map((call) => call[field as keyof Call])
    .filter((value) => !known.has(value) && !(field === 'notes' && isMadeOf(value, known)))
    .map((value) => `${id}: nobody wrote ${field}=${JSON.stringify(value)}`)
}

const isMadeOf = (value: unknown, written: ReadonlySet<unknown>): boolean =>
  typeof value === 'string' && value.split('\n\n').every((part) => written.has(part))

/** A write that arrives twice must not bring back what was replaced meanwhile. */
function repeated(id: string, field: Field, versions: readonly Call[], written: readonly unknown[]): string[] {
  const found: string[] = []
  for (const value of new Set(written)) {
    if (value === null || typeof value === 'boolean') continue
    const holds = versions.map((call) => call[field as keyof Call] === value)
    const came = holds.filter((held, i) => held && !holds[i - 1]).length
    const wrote = written.filter((other) => other === value).length
    if (came > wrote) found.push(`${id}: ${field}=${JSON.stringify(value)} was written ${wrote} times and came ${came} times`)
  }
  return found
}

const of = (ledger: Ledger, employeeId: string) =>
  [...ledger.calls.values()].filter((history) => history.employeeId === employeeId)
