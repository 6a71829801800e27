import type { CallChanges } from '../contract'
import { type AccountDb, getMeta, type WriteTx, write } from '../sync/db'
import type { StoredEntry, WaitingCreate, WaitingUpdate } from '../sync/model'
import { draftOf } from '../sync/project'
import { entriesOf, reproject } from '../sync/records'
import { isPrivate, type PrivacyRule, stripped } from './rule'

/** What holds for this account; without a word from the server, private calls stay here. */
export async function privacyRule(tx: WriteTx): Promise<PrivacyRule> {
  const mode = (await getMeta(tx, 'me'))?.organisation.privateCalls ?? 'off-server'
  return { mode, exclusions: (await getMeta(tx, 'exclusions'))?.list ?? [] }
}

/**
 * Private calls leave the outbox, or what waits of them loses what nobody is to know; this phone keeps the whole call. Called
 * before anything freezes: what froze before is the server's to strip, by the same rule. Resolves to what is left to send.
 */
export async function withholdCall(
  tx: WriteTx,
  rule: PrivacyRule,
  callId: string,
  entries: StoredEntry[],
  employeeId: string,
): Promise<StoredEntry[]> {
  const record = await tx.objectStore('calls').get(callId)
  if (!record || record.view.deleted || !isPrivate(rule, record.view)) return entries
  const neverSent =
    !record.server &&
    entries.length > 0 &&
    entries.every((entry) => entry.state === 'unsent' && !(entry.kind === 'create' && entry.sent))
  const kept = { ...draftOf(record.view), private: true }
  await tx.objectStore('calls').put({ ...record, kept })
  const outbox = tx.objectStore('outbox')
  if (neverSent && rule.mode === 'off-server') for (const entry of entries) await outbox.delete(entry.seq)
  else for (const entry of entries) if (entry.state === 'unsent') await outbox.put(strippedEntry(rule, entry))
  await reproject(tx, callId, employeeId)
  return entriesOf(tx, callId)
}

/** For all that waits, although nothing can be sent now. Resolves to whether anything left the outbox. */
export function withhold(db: AccountDb, employeeId: string): Promise<boolean> {
  return write(db, async (tx) => {
    const rule = await privacyRule(tx)
    const outbox = tx.objectStore('outbox')
    const before = await outbox.count()
    for (const callId of new Set((await outbox.getAll()).map((entry) => entry.callId))) {
      await withholdCall(tx, rule, callId, await entriesOf(tx, callId), employeeId)
    }
    return (await outbox.count()) !== before
  })
}

function strippedEntry(rule: PrivacyRule, entry: StoredEntry): StoredEntry {
  if (entry.kind === 'create')
    return { ...entry, draft: stripped(rule, { ...entry.draft, private: true }) } satisfies WaitingCreate
  if (entry.kind !== 'update') return entry
  const { contactName, contactPhone, notes, outcome, assignmentId, duration, ...rest } = entry.changes
  const changes: CallChanges = { ...rest, private: true }
  if (duration !== undefined && rule.mode === 'duration-only') changes.duration = duration
  return { ...entry, changes } satisfies WaitingUpdate
}
