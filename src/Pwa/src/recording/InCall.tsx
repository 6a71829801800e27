import '../styles/recording.css'
import { recording as words } from '../i18n/recording'
import { Outline } from '../ui/icons'
import { outlines } from './icons'
import { live } from './live'
import { RecordButton } from './RecordButton'

/** Recording where a sheet covers the page, and with it the bar that says so. */
export function InCall({ callId }: { callId: string }) {
  if (!live.value) return <RecordButton callId={callId} />
  const { paused, stop } = live.value
  return (
    <p class="recording-strip">
      <span class="recording-mark" data-paused={paused || undefined} aria-hidden="true" />
      <span role="status">{paused ? words.paused : words.recording}</span>
      <button type="button" class="button" data-kind="plain" onClick={stop}>
        <Outline d={outlines.stop} size={20} />
        {words.stop}
      </button>
    </p>
  )
}
