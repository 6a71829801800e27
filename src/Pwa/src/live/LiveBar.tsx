import '../styles/live.css'
import { render } from 'preact'
import { account } from '../app/account'
import { locked } from '../app/lock'
import { route } from '../app/navigation'
import { to } from '../app/routes'
import { live as words } from '../i18n/live'
import { listening, phase, stop } from './session'

/** On every screen and over the lock, for as long as live mode is on: nobody is listened to without a sign of it. */
function LiveBar() {
  const state = listening.value
  if (!account.value || state === 'off' || state === 'starting') return null
  const label = state === 'paused' ? words.paused : words.state(phase.value)
  return (
    <section class="live-bar" aria-label={words.bar} data-phase={state === 'paused' ? 'paused' : phase.value.name}>
      <p>
        <span class="live-dot" aria-hidden="true" />
        {words.bar}: {label}
      </p>
      {!locked.value && route.value.screen !== 'live' && <a href={to.live}>{words.open}</a>}
      <button type="button" onClick={stop}>
        {words.stop}
      </button>
    </section>
  )
}

let shown = false

export function showLiveBar(): void {
  if (shown) return
  shown = true
  const layer = document.createElement('div')
  layer.className = 'live-layer'
  document.body.prepend(layer)
  render(<LiveBar />, layer)
}
