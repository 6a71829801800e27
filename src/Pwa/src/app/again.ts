import { signal } from '@preact/signals'
import { onSessionElsewhere } from '../session/session'
import { account, syncStatus } from './account'

/** How many entries of the browser's history signing in has put above a page. They outlive the page. */
const height = (): number => (history.state as { signIn?: number } | null)?.signIn ?? 0

/** Signing in again without leaving the account whose unsent calls are here. After a reload it goes on, and Back leads from it. */
export const signingInAgain = signal(height() > 0)

// Forward leads to none of the entries that were left: there is nothing on them that Back could lead from.
addEventListener('popstate', () => {
  if (account.value && !signingInAgain.value && height() > 0) history.go(-height())
})

// Signed in again in another tab: nothing is asked for here any more. Where it only unlocks, the session was never over.
onSessionElsewhere((heard) => {
  const isOver = signingInAgain.value && syncStatus.value.phase === 'stopped'
  if (heard.type !== 'token' || !isOver || heard.token.employee.id !== account.value?.employee.id) return
  if (height() > 0) history.go(-height())
  else signingInAgain.value = false
})
