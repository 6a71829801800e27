import type { CallChanges } from '../contract'
import { type AccountDb, getMeta, type Tx, type WriteTx, write } from '../sync/db'
import type { StoredCall, StoredEntry, WaitingCreate, WaitingUpdate } from '../sync/model'
import { outboxPortions } from '../sync/portions'
import { draftOf } from '../sync/project'
import { entriesOf, reproject } from '../sync/records'
import { isPrivate, type PrivacyRule, stripped } from './rule'

/** What holds for this account; without a word from the server, private calls stay here. */
export async function privacyRule(tx: Tx): Promise<PrivacyRule> {
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
  record: StoredCall | undefined,
  entries: StoredEntry[],
  employeeId: string,
): Promise<StoredEntry[]> {
  if (!toWithhold(rule, record)) return entries
  const neverSent =
    !record.server &&
    entries.length > 0 &&
    entries.every((entry) => entry.state === 'unsent' && !(entry.kind === 'create' && entry.sent))
  const kept = { ...draftOf(record.view), private: true }
  await tx.objectStore('calls').put({ ...record, kept })
  const outbox = tx.objectStore('outbox')
  if (neverSent && rule.mode === 'off-server') for (const entry of entries) await outbox.delete(entry.seq)
  else for (const entry of entries) if (entry.state === 'unsent') await outbox.put(strippedEntry(rule, entry))
  await reproject(tx, record.id, employeeId)
  return entriesOf(tx, record.id)
}

/** For all that waits, although nothing can be sent now. Resolves to whether anything left the outbox. */
export async function withhold(db: AccountDb, employeeId: string): Promise<boolean> {
  // Nearly always there is nothing, and a writer would keep the screen waiting that shows what was just saved.
  if (!(await isAnyPrivate(db))) return false
  return write(db, async (tx) => {
    const rule = await privacyRule(tx)
    const outbox = tx.objectStore('outbox')
    const before = await outbox.count()
    for (const callId of new Set((await outbox.getAll()).map((entry) => entry.callId))) {
      const record = await tx.objectStore('calls').get(callId)
      await withholdCall(tx, rule, record, await entriesOf(tx, callId), employeeId)
    }
    return (await outbox.count()) !== before
  })
}

async function isAnyPrivate(db: AccountDb): Promise<boolean> {
  const tx = db.transaction(['calls', 'outbox', 'meta'])
  const rule = await privacyRule(tx)
  for await (const part of outboxPortions((range, limit) => tx.objectStore('outbox').getAll(range, limit))) {
    const records = await Promise.all(part.map(({ callId }) => tx.objectStore('calls').get(callId)))
    if (records.some((record) => toWithhold(rule, record))) return true
  }
  return false
}

const toWithhold = (rule: PrivacyRule, record: StoredCall | undefined): record is StoredCall =>
  record !== undefined && !record.view.deleted && isPrivate(rule, record.view)

function strippedEntry(rule: PrivacyRule, entry: StoredEntry): StoredEntry {
  if (entry.kind === 'create')
    return { ...entry, draft: stripped(rule, { ...entry.draft, private: true }) } satisfies WaitingCreate
  if (entry.kind !== 'update') return entry
  const { contactName, contactPhone, notes, outcome, assignmentId, duration, ...rest } = entry.changes
  const changes: CallChanges = { ...rest, private: true }
  if (duration !== undefined && rule.mode === 'duration-only') changes.duration = duration
  return { ...entry, changes } satisfies WaitingUpdate
}
