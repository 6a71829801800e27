import '../styles/calling.css'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { account } from '../app/account'
import { signingInAgain } from '../app/again'
import { locked } from '../app/lock'
import { Later } from '../ui/Later'
import { AfterCall } from './AfterCall'
import { CallBar } from './CallBar'
import { aside, pendingCalls, watchCalls } from './calls'
import { isDraft, toAsk, underWay } from './pending'

export const livePage = () => import('../live/LivePage').then((module) => module.LivePage)
const afterDetected = () => import('../live/AfterDetected').then((module) => module.AfterDetected)

/** Here for the same reason as live mode's: the list of its files is not in the first download. */
export const importPage = () => import('../import/ImportPage').then((module) => module.ImportPage)

/** Over every screen, and over the lock: a call that is under way, or the question how it went. */
function CallingLayer() {
  if (!account.value || signingInAgain.value) return null
  const calls = pendingCalls.value.filter((call) => !isDraft(call))
  const asked = toAsk(calls)
  if (asked?.detected && !aside.value) {
    return <Later key={asked.id + locked.value} load={afterDetected} props={{ call: asked, isLocked: locked.value }} />
  }
  if (asked && !aside.value) {
    return <AfterCall key={asked.id + locked.value} call={asked} more={calls.length - 1} isLocked={locked.value} />
  }
  const call = underWay(calls) ?? asked
  return call ? <CallBar call={call} count={calls.length} isLocked={locked.value} /> : null
}

export function showCalls(): void {
  watchCalls()
  watchRecovery()
  const layer = document.createElement('div')
  document.body.append(layer)
  render(<CallingLayer />, layer)
  import('../recording/RecordingLayer')
    .then(({ showRecordings }) => showRecordings())
    .catch((error: unknown) => reportError(error))
}

/** What live mode was hearing when the app was ended. */
function watchRecovery(): void {
  effect(() => {
    const current = account.value
    if (!current) return
    import('../live/keep')
      .then(({ recover }) => recover(current))
      // The database closes under a read when the person logs out.
      .catch((error: unknown) => account.peek() === current && reportError(error))
  })
}
