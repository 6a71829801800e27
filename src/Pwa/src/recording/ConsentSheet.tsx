import '../styles/recording.css'
import { useId, useState } from 'preact/hooks'
import { Sheet } from '../calling/Sheet'
import type { Consent } from '../contract'
import { recording as words } from '../i18n/recording'
import { Icon, Outline } from '../ui/icons'
import { outlines } from './icons'

interface Props {
  mode: Consent['mode']
  /** A refused recording of this call is still here. */
  replaces: boolean
  onConfirm: (consent: Consent) => void
  onClose: () => void
}

/** Nothing is recorded before the person has said, for this call, what the organisation asks for. */
export function ConsentSheet({ mode, replaces, onConfirm, onClose }: Props) {
  const [agreed, setAgreed] = useState(mode === 'notice')
  const [missing, setMissing] = useState(false)
  const id = useId()
  return (
    <Sheet title={words.consentTitle} closeLabel={words.cancel} onClose={onClose}>
      <form
        class="stack consent"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (agreed) onConfirm({ mode, at: new Date().toISOString() })
          else setMissing(true)
        }}
      >
        <p>{mode === 'notice' ? words.notice : words.allParty}</p>
        {mode === 'all-party' && (
          <>
            <label class="agree">
              <input
                type="checkbox"
                checked={agreed}
                aria-invalid={missing && !agreed}
                aria-describedby={id}
                onChange={({ currentTarget }) => setAgreed(currentTarget.checked)}
              />
              <span>{words.allPartyTick}</span>
            </label>
            <p id={id} role="alert" class={missing && !agreed ? 'error' : undefined}>
              {missing && !agreed && (
                <>
                  <Icon name="alert" size={20} />
                  {words.allPartyMissing}
                </>
              )}
            </p>
          </>
        )}
        <p class="hint">{replaces ? words.replaces : words.about}</p>
        <button type="submit" class="button" data-kind="primary" data-size="large" data-wide>
          <Outline d={outlines.microphone} size={20} />
          {mode === 'notice' ? words.noticeConfirm : words.start}
        </button>
        <button type="button" class="button" data-kind="plain" data-wide onClick={onClose}>
          {words.cancel}
        </button>
      </form>
    </Sheet>
  )
}
