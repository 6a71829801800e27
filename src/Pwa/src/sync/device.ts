import type { Notice, NoticeUpdate } from '../contract'
import { newId } from '../lib/uuid'
import { lockUntilSignedIn } from '../lock/ended'
import { tellRead } from '../notices/outgoing'
import { followSettings } from '../privacy/follow'
import { ApiError, post } from '../session/problem'
import { accessFor, api } from '../session/session'
import type { AccountDb } from './db'
import { createSyncEngine, type SyncEngine } from './engine'
import type { Clock, Reply, SyncStatus } from './ports'

/** The engine in a real browser: a page or the service worker. */

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, work) => {
    // A longer delay would overflow the timer and fire at once.
    const timer = setTimeout(work, Math.min(ms, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  },
}

async function send(body: string, accessToken: string): Promise<Reply> {
  const response = await fetch('/api/sync', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body,
    signal: AbortSignal.timeout(60_000),
  })
  const retryAfter = Number(response.headers.get('retry-after'))
  const reply: Reply = { status: response.status, body: await response.json().catch(() => undefined) }
  return retryAfter > 0 ? { ...reply, retryAfter } : reply
}

export function startEngine(
  db: AccountDb,
  employeeId: string,
  onChange: (callIds: string[]) => void,
  onStatus: (status: SyncStatus) => void,
): SyncEngine {
  let following = false
  // After each answer; without a network the next one leads here again.
  const follow = (): void => {
    if (following) return
    following = true
    tellRead(db, (path, body) => api<Notice>(path, { ...post<NoticeUpdate>(body), method: 'PUT' }))
      .then(() => followSettings(db, employeeId, api))
      .then((changed) => changed && onChange([]))
      .catch((error: unknown) => {
        const away =
          error instanceof ApiError ||
          error instanceof TypeError ||
          (error instanceof DOMException && error.name === 'InvalidStateError')
        if (!away) reportError(error)
      })
      .finally(() => {
        following = false
      })
  }
  return createSyncEngine({
    db,
    employeeId,
    clock,
    random: Math.random,
    newId,
    session: {
      access: () => accessFor(employeeId),
      renew: (rejected) => accessFor(employeeId, rejected),
    },
    send,
    exclusively: async (work) => navigator.locks.request(`ooak-sync-${employeeId}`, work),
    online: () => navigator.onLine,
    onChange: (callIds) => {
      onChange(callIds)
      follow()
    },
    onStatus: (status) => {
      if (status.phase === 'stopped' && status.reason === 'disabled') lockUntilSignedIn('disabled').catch(reportError)
      onStatus(status)
    },
    onError: (error) => reportError(error),
  })
}
