import type { Me, Settings } from '../contract'
import { type AccountDb, getMeta, setMeta, write } from '../sync/db'

/** Asks the API; rejects when there is no good answer. */
export type Ask = <T>(path: string) => Promise<T>

/** How often the server is asked again for settings that it spoke of: a read may be a moment behind a write. */
const attempts = 3

/**
 * Brings the organisation's settings and its exclusion list up to what the last sync spoke of. Resolves to whether anything
 * changed here.
 */
export async function followSettings(db: AccountDb, employeeId: string, ask: Ask): Promise<boolean> {
  let changed = false
  for (let attempt = 0; attempt < attempts && (await isBehind(db)); attempt++) {
    const me = await ask<Me>('/me')
    // Somebody else may have signed in here meanwhile.
    if (me.employee.id !== employeeId) return changed
    await write(db, (tx) => setMeta(tx, 'me', me))
    changed = true
  }
  const wanted = (await getMeta(db, 'me'))?.organisation.exclusionsVersion ?? 0
  const known = await getMeta(db, 'exclusions')
  if (wanted === (known?.version ?? 0)) return changed
  const { exclusionsVersion: version, exclusions: list } = wanted === 0 ? none : await ask<Settings>('/settings')
  if (version < wanted) return changed
  await write(db, (tx) => setMeta(tx, 'exclusions', { version, list }))
  return true
}

const none = { exclusionsVersion: 0, exclusions: [] }

async function isBehind(db: AccountDb): Promise<boolean> {
  const me = await getMeta(db, 'me')
  return me !== undefined && (me.organisation.version ?? 0) < ((await getMeta(db, 'settingsVersion')) ?? 0)
}
