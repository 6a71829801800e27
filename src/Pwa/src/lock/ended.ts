import { type Ended, remember, rememberedAccount, revise } from '../session/remembered'
import type { LockEvent } from './lock'

export const lockChannelName = 'ooak-lock'

/**
 * The server ended the session on purpose: what is on this device is hidden until its owner has signed in, in a page, in the
 * worker, and in the pages that come later.
 */
export async function lockUntilSignedIn(ended: Ended): Promise<void> {
  const account = await rememberedAccount()
  if (!account) return
  await remember('lock', { employeeId: account.id, locked: true, ended })
  tell({ type: 'locked', employeeId: account.id, ended })
}

/** Somebody has signed in, here or in another page of this device: the lock opens as always. */
export async function signedInAgain(employeeId: string): Promise<void> {
  const revised = await revise('lock', (record) =>
    record?.ended && record.employeeId === employeeId ? { employeeId, locked: true } : undefined,
  )
  if (revised?.employeeId === employeeId) tell({ type: 'locked', employeeId })
}

function tell(event: LockEvent): void {
  const channel = new BroadcastChannel(lockChannelName)
  channel.postMessage(event)
  channel.close()
}
