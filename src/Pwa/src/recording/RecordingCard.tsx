import '../styles/recording.css'
import { account, me, saved } from '../app/account'
import { useQuery } from '../app/useQuery'
import type { Call } from '../contract'
import { recording as words } from '../i18n/recording'
import { percent } from '../lib/format'
import { Icon, type IconName } from '../ui/icons'
import { cutOff, progress } from './background'
import { live } from './live'
import { Player } from './Player'
import { RecordButton } from './RecordButton'
import { remoteRecording } from './remote'
import { blobOf, drop, keep, type LocalRecording } from './store'

/** Everything about the recording of one call, on its page. */
export function RecordingCard({ call }: { call: Call }) {
  const local = useQuery(async (reads) => (await reads.read((db) => db.get('recordings', call.id))) ?? null, [call.id])
  if (local === undefined || call.private) return null
  const isLive = live.value?.callId === call.id
  const known = call.recording ?? null
  const mode = me.value?.organisation.recording ?? 'off'
  if (isLive || (!local && !known && mode === 'off')) return null
  return (
    <section class="card stack recording-card" data-padded aria-labelledby="recording">
      <h2 id="recording">{words.title}</h2>
      {local ? <Local recording={local} call={call} /> : known ? <Remote call={call} /> : <Nothing callId={call.id} />}
    </section>
  )
}

function Nothing({ callId }: { callId: string }) {
  return (
    <>
      <p class="hint">{live.value ? words.otherGoing : words.about}</p>
      <RecordButton callId={callId} />
    </>
  )
}

function Local({ recording, call }: { recording: LocalRecording; call: Call }) {
  const { callId, state, seconds } = recording
  const interrupted = state === 'recording' && cutOff.value.some((found) => found.callId === callId)

  async function act(work: (db: NonNullable<typeof account.value>['db']) => Promise<void>): Promise<void> {
    const db = account.value?.db
    if (!db) return
    await work(db)
    await saved()
  }
  const discard = () => void act((db) => drop(db, callId))
  const again = () => void act((db) => keep(db, callId))

  async function load(): Promise<Blob> {
    if (!account.value) throw new Error('Nobody is signed in')
    return blobOf(account.value.db, recording)
  }

  return (
    <>
      {state === 'refused' ? (
        <>
          <Status icon="alert" tone="danger">
            <strong>{words.refused}</strong> {words.reasons[recording.reason ?? ''] ?? words.reason}
          </Status>
          <Player load={load} seconds={seconds} />
          <div class="chips">
            <button type="button" class="button" onClick={again}>
              {words.tryAgain}
            </button>
            <button type="button" class="button" data-kind="danger" onClick={discard}>
              {words.discard}
            </button>
          </div>
          <RecordButton callId={callId} replaces />
        </>
      ) : interrupted ? (
        <Status icon="wait">{words.cutOff(1)}</Status>
      ) : (
        <>
          <Status icon="wait">{waiting(recording, call)}</Status>
          {recording.reason && (
            <Status icon="alert" tone="danger">
              <strong>{words.refusedForNow}</strong> {words.reasons[recording.reason]}
            </Status>
          )}
          <Player load={load} seconds={seconds} />
        </>
      )}
    </>
  )
}

function waiting({ callId, state, attempts }: LocalRecording, call: Call): string {
  if (state === 'sent') return words.checking
  if (call.version === 0) return words.waitsForCall
  const sent = progress.value.get(callId)
  return sent !== undefined && attempts === 0 ? words.uploading(percent(sent)) : words.here
}

function Remote({ call }: { call: Call }) {
  const known = call.recording
  const remote = remoteRecording(call.id)
  if (known?.state === 'ready') {
    return (
      <>
        <Status icon="check">{words.ready}</Status>
        <Player key={call.id} load={remote.load} download={remote.download} seconds={known.duration} />
      </>
    )
  }
  if (known?.state === 'refused') {
    return (
      <>
        <Status icon="alert" tone="danger">
          <strong>{words.refused}</strong> {words.reasons[known.reason ?? ''] ?? words.reason}
        </Status>
        <RecordButton callId={call.id} replaces />
      </>
    )
  }
  return <Status icon="wait">{words.pending}</Status>
}

function Status({ icon, tone, children }: { icon: IconName; tone?: 'danger'; children: preact.ComponentChildren }) {
  return (
    <p class="recording-state" role="status" data-tone={tone}>
      <Icon name={icon} size={20} />
      <span>{children}</span>
    </p>
  )
}
