import { useEffect, useRef, useState } from 'preact/hooks'
import { text } from '../i18n'
import { access } from '../i18n/access'
import { Field } from '../ui/Field'
import { Outcome } from '../ui/Outcome'
import { useAttempt } from '../ui/signIn/step'
import { toast } from '../ui/toast'
import { addPasskey, suggestedName } from './passkeys'

const words = access.security

/** Names and makes a passkey. `onDone`: made, or given up. */
export function PasskeyForm({ onDone }: { onDone: () => void }) {
  const { busy, outcome, attempt } = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])

  function submit(event: Event): void {
    event.preventDefault()
    const name = input.current?.value.trim() ?? ''
    setError(name ? undefined : words.nameMissing)
    if (!name) {
      input.current?.focus()
      return
    }
    void attempt(async () => {
      await addPasskey(name)
      toast(words.added)
      onDone()
    })
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      <Field id="passkey-name" label={words.nameLabel} error={error}>
        {(aria) => (
          <input
            {...aria}
            ref={input}
            class="input"
            maxLength={60}
            dir="auto"
            defaultValue={suggestedName(navigator.userAgent)}
          />
        )}
      </Field>
      <Outcome outcome={outcome} />
      <div class="chips">
        <button type="submit" class="button" data-kind="primary" aria-disabled={busy}>
          {busy ? access.signIn.busy : words.addNow}
        </button>
        <button type="button" class="button" data-kind="plain" onClick={onDone}>
          {text.cancel}
        </button>
      </div>
    </form>
  )
}
