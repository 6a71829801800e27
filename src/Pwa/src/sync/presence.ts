import type { PresenceReport } from '../contract'
import { isExcluded } from '../privacy/rule'
import type { Batch } from './batch'
import { type AccountDb, getMeta } from './db'

/** What goes along with each sync: managers see who is on a call, and whose calls wait on a phone. */
export async function presenceOf(db: AccountDb, { entries }: Batch): Promise<PresenceReport> {
  const sent = new Set(entries.map(({ seq }) => seq))
  const next = (await db.getAllKeys('outbox', undefined, entries.length + 1)).find((seq) => !sent.has(seq))
  const left = next === undefined ? undefined : await db.get('outbox', next)
  return {
    queued: Math.max(0, (await db.count('outbox')) - entries.length),
    oldestQueuedAt: left?.kind === 'create' ? left.draft.createdAt : null,
    onCallSince: await onCallSince(db),
  }
}

/** By the server's clock. A private call is nobody's business while it lasts either. */
async function onCallSince(db: AccountDb): Promise<string | null> {
  const dialled = (await getMeta(db, 'pendingCalls'))?.find(({ endedAt }) => endedAt === undefined)
  const since = dialled?.dialledAt ?? (await getMeta(db, 'liveOpen'))?.since
  if (since === undefined) return null
  const exclusions = (await getMeta(db, 'exclusions'))?.list ?? []
  if (dialled && (dialled.answer?.private || isExcluded(exclusions, dialled.phone))) return null
  return new Date(since + ((await getMeta(db, 'clockOffset')) ?? 0)).toISOString()
}
