import { computed } from '@preact/signals'
import { text } from '../i18n'
import type { IconName } from '../ui/icons'
import { knowsAll, syncStatus, tally } from './account'

interface SyncState {
  label: string
  /** What the label begins with and its icon says as well. */
  lead?: string
  icon: IconName
  tone: 'calm' | 'waiting' | 'offline' | 'attention'
  /** Which of the sync page's explanations fits. */
  explains: string
}

/** One line that is always true, most urgent first. */
export const syncState = computed<SyncState>(() => {
  const { waiting, refused } = tally.value
  const status = syncStatus.value
  if (refused > 0) {
    return { label: text.sync.needsYou(refused), icon: 'alert', tone: 'attention', explains: 'refused' }
  }
  if (status.phase === 'stopped') {
    const { reason } = status
    // There is nothing to be done here: what is still here is what the person wants to know.
    const off = waiting > 0 ? text.sync.notSent(waiting) : text.sync.needsYou(1)
    const label = reason === 'disabled' || reason === 'erased' ? off : text.sync.signIn
    return { label, icon: 'alert', tone: 'attention', explains: reason }
  }
  const explains = status.phase
  if (status.phase === 'offline') {
    if (waiting === 0) return { label: text.sync.offline, icon: 'offline', tone: 'offline', explains }
    const lead = text.sync.offlineAnd
    return { label: lead + text.sync.waiting(waiting), lead, icon: 'offline', tone: 'offline', explains }
  }
  if (waiting > 0) {
    return {
      label: text.sync.waiting(waiting),
      icon: 'wait',
      tone: 'waiting',
      explains: explains === 'idle' ? 'syncing' : explains,
    }
  }
  if (status.phase === 'waiting' && !knowsAll.value) return { label: text.sync.again, icon: 'wait', tone: 'waiting', explains }
  if (status.phase === 'waiting') return { label: text.sync.allSaved, icon: 'check', tone: 'calm', explains }
  return { label: text.sync.allSaved, icon: 'check', tone: 'calm', explains: 'idle' }
})
