import { desk } from '../i18n/desk'
import { realtimeState } from './feed'

export function LiveState() {
  const state = realtimeState.value
  return (
    <span class="live-state" data-state={state} role="status">
      <span class="live-dot" aria-hidden="true" />
      {desk.live.states[state]}
    </span>
  )
}
