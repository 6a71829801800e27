import { text } from '../i18n'
import { syncing } from '../i18n/sync'
import { discardRefused, dismissConflicts, logRefusedAnew, retryRefused } from '../sync/refused'
import { toast } from '../ui/toast'
import { request, saved } from './account'
import { signedIn, stored } from './actions'

/** What a person can do about what the server refused, or settled otherwise. */

export async function retry(seq: number): Promise<void> {
  const { db, author } = signedIn()
  await retryRefused(db, author, seq)
  await stored()
  request('asked')
}

export async function discard(seq: number): Promise<void> {
  const { db, author } = signedIn()
  await discardRefused(db, author, seq)
  toast(syncing.discarded)
  await stored()
}

export async function logAnew(seq: number): Promise<void> {
  const { db, author } = signedIn()
  if (!(await logRefusedAnew(db, author, seq))) return
  toast(text.call.savedAnew)
  await stored()
}

export async function understand(callId: string): Promise<void> {
  await dismissConflicts(signedIn().db, callId)
  await saved()
}
