import '../styles/recording.css'
import type { Call, Recording } from '../contract'
import { recording as words } from '../i18n/recording'
import { Icon } from '../ui/icons'
import { Player } from './Player'
import { remoteRecording } from './remote'

/** A call's recording on the dashboard. */
export function DeskRecording({ call, recording }: { call: Call; recording: Recording }) {
  const remote = remoteRecording(call.id, call.employeeId)
  return (
    <section class="stack recording-card" aria-labelledby="drawer-recording">
      <h3 id="drawer-recording">{words.title}</h3>
      {recording.state === 'ready' ? (
        <Player load={remote.load} download={remote.download} seconds={recording.duration} />
      ) : (
        <p class="recording-state" data-tone={recording.state === 'refused' ? 'danger' : undefined}>
          <Icon name={recording.state === 'refused' ? 'alert' : 'wait'} size={20} />
          <span>
            {recording.state === 'refused'
              ? `${words.refused}: ${words.reasons[recording.reason ?? ''] ?? words.reason}`
              : words.pending}
          </span>
        </p>
      )}
    </section>
  )
}
