import '../styles/calling.css'
import { render } from 'preact'
import { account } from '../app/account'
import { signingInAgain } from '../app/again'
import { locked } from '../app/lock'
import { AfterCall } from './AfterCall'
import { CallBar } from './CallBar'
import { aside, pendingCalls, watchCalls } from './calls'
import { toAsk, underWay } from './pending'

/** Over every screen, and over the lock: a call that is under way, or the question how it went. */
function CallingLayer() {
  if (!account.value || signingInAgain.value) return null
  const calls = pendingCalls.value
  const asked = toAsk(calls)
  if (asked && !aside.value) {
    return <AfterCall key={asked.id + locked.value} call={asked} more={calls.length - 1} isLocked={locked.value} />
  }
  const call = underWay(calls) ?? asked
  return call ? <CallBar call={call} count={calls.length} isLocked={locked.value} /> : null
}

export function showCalls(): void {
  watchCalls()
  const layer = document.createElement('div')
  document.body.append(layer)
  render(<CallingLayer />, layer)
}
