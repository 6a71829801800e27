import '../styles/recording.css'
import { useState } from 'preact/hooks'
import { me } from '../app/account'
import type { Consent } from '../contract'
import { recording as words } from '../i18n/recording'
import { Outline } from '../ui/icons'
import { toast } from '../ui/toast'
import { ConsentSheet } from './ConsentSheet'
import { outlines } from './icons'
import { live, startRecording } from './live'

/** Records a call, where the organisation records calls and nothing else is recorded. */
export function RecordButton({ callId, replaces = false }: { callId: string; replaces?: boolean }) {
  const [asking, setAsking] = useState(false)
  const mode = me.value?.organisation.recording ?? 'off'
  if (mode === 'off' || live.value) return null

  async function confirmed(consent: Consent): Promise<void> {
    setAsking(false)
    const refusal = await startRecording(callId, consent)
    if (refusal) toast(words.refusals[refusal])
  }

  return (
    <>
      <button type="button" class="button" data-wide onClick={() => setAsking(true)}>
        <Outline d={outlines.microphone} size={20} />
        {words.record}
      </button>
      {asking && (
        <ConsentSheet
          mode={mode}
          replaces={replaces}
          onConfirm={(consent) => void confirmed(consent)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
