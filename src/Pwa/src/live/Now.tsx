import { timeZone } from '../app/account'
import { live as words } from '../i18n/live'
import { time } from '../lib/format'
import { Icon } from '../ui/icons'
import { keepsScreenOn, listening, pause, phase, resume, setKeepsScreenOn, sound, stop, taken, tap } from './session'

/** The quietest level that the meter shows, dBFS. */
const quietest = -60

/** What live mode hears at this moment, and what the person can tell it. */
export function Now() {
  const isPaused = listening.value === 'paused'
  const { name } = phase.value
  const begun = phase.value.name === 'ringing' || phase.value.name === 'inCall' ? phase.value : undefined
  return (
    <section class="card stack live-now" data-padded data-phase={isPaused ? 'paused' : name} aria-label={words.title}>
      <div role="status">
        <p class="live-state">
          <span class="live-dot" aria-hidden="true" />
          {isPaused ? words.paused : words.state(phase.value)}
          {!isPaused && begun && <span class="hint"> {words.since(time(new Date(begun.since).toISOString(), timeZone()))}</span>}
        </p>
        {!isPaused && <p class="hint">{reason()}</p>}
      </div>
      {!isPaused && !taken.value && <Meter />}
      <div class="live-taps">
        {!isPaused && name !== 'inCall' && (
          <button type="button" class="button" data-kind="primary" onClick={() => tap('start')}>
            <Icon name="phone" size={20} />
            {words.inCallNow}
          </button>
        )}
        {!isPaused && name === 'inCall' && (
          <button type="button" class="button" data-kind="primary" onClick={() => tap('end')}>
            {words.callOver}
          </button>
        )}
        {!isPaused && begun && (
          <button type="button" class="button" onClick={() => tap('discard')}>
            {words.noCall}
          </button>
        )}
        {isPaused ? (
          <button type="button" class="button" data-kind="primary" onClick={() => void resume()}>
            {words.resume}
          </button>
        ) : (
          <button type="button" class="button" onClick={pause}>
            {words.pause}
          </button>
        )}
        <button type="button" class="button" onClick={stop}>
          {words.stop}
        </button>
      </div>
      <label class="live-screen">
        <input
          type="checkbox"
          checked={keepsScreenOn.value}
          onChange={(event) => setKeepsScreenOn(event.currentTarget.checked)}
        />
        <span>
          {words.screenOn}
          <span class="hint">{words.screenOnWhy}</span>
        </span>
      </label>
    </section>
  )
}

function reason(): string {
  if (phase.value.name === 'inCall' && phase.value.cause === 'tap') return words.tapped
  if (taken.value) return words.microphoneTaken
  return 'cause' in phase.value && phase.value.cause === 'voice' ? words.voiceDraft : words.quiet
}

/** What the microphone brings, in decibels: nothing is smoothed or made to look busy. */
function Meter() {
  const { level, speaking } = sound.value
  const full = Math.max(0, Math.min(1, 1 - level / quietest))
  return (
    <div class="live-meter">
      <div class="live-track" aria-hidden="true">
        <div style={{ inlineSize: `${Math.round(full * 100)}%` }} />
      </div>
      <span class="hint">{speaking ? words.voiceHeard : words.noVoice}</span>
    </div>
  )
}
