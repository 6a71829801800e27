import { type Account, account } from '../app/account'
import { change } from '../calling/calls'
import { newId } from '../lib/uuid'
import { getMeta, setMeta, write } from '../sync/db'
import { logOf } from './known'
import { limits } from './limits'
import type { DetectedCall, Entry, OpenCall } from './signals'

/** What live mode leaves on disk, so that nothing that it noticed is lost when the app is ended. */

/** Entries of the log that are kept. */
const kept = 200

/** Held by the page that listens; one page at a time. */
export const listenerLock = (employeeId: string): string => `ooak-live:${employeeId}`

export async function keepLog({ db }: Account, entries: readonly Entry[]): Promise<readonly Entry[]> {
  return write(db, async (tx) => {
    const log = [...((await getMeta(tx, 'liveLog')) ?? []), ...entries].slice(-kept)
    await setMeta(tx, 'liveLog', log)
    return log
  })
}

export function keepOpen({ db }: Account, open: OpenCall | undefined): Promise<void> {
  return write(db, (tx) => setMeta(tx, 'liveOpen', open))
}

/** On disk, and asked about or among the drafts, when this resolves. The result: false where it was logged already. */
export async function keepCall(current: Account, call: DetectedCall): Promise<boolean> {
  const { start, end, cause, sure, clockSuspect } = call
  if (await logOf(current.db, start, end)) return false
  const detected = { cause, draft: !sure, clockSuspect }
  await change({ type: 'detect', call: { id: newId(), phone: '', name: null, dialledAt: start, endedAt: end, detected } })
  return true
}

/**
 * Makes a draft of a call during which the app was ended; its end is when it was last seen. Nothing, where a page still
 * listens to it.
 */
export async function recover(current: Account): Promise<void> {
  await navigator.locks.request(listenerLock(current.employee.id), { ifAvailable: true }, async (lock) => {
    if (!lock) return
    const open = await getMeta(current.db, 'liveOpen')
    if (!open || account.value !== current) return
    const { since: start, seen: end, cause } = open
    if (end - start >= limits.tapMinimum) {
      await keepCall(current, { start, end, cause, sure: false, clockSuspect: false })
      const seconds = Math.round((end - start) / 1_000)
      await keepLog(current, [{ at: end, signal: 'time', from: 'inCall', to: 'ended', why: 'killed', seconds }])
    }
    await keepOpen(current, undefined)
  })
}
