import { useState } from 'preact/hooks'
import { access } from '../../i18n/access'
import { normalizePhone } from '../../lib/phone'
import { requestTextCode } from '../../session/signIn'
import { Field } from '../Field'
import { focusOn, StepForm, typed } from './StepForm'
import { type StepProps, useAttempt } from './step'

const words = access.phone

export function PhonePage({ go, follow }: StepProps) {
  const attempt = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)

  function submit(form: HTMLFormElement): void {
    const phone = normalizePhone(typed(form, 'phone'))
    const wrong = phone && /^\+[1-9]\d{6,14}$/.test(phone) ? undefined : words.invalid
    setError(wrong)
    if (focusOn(form, 'phone', wrong) || !phone) return
    void attempt.attempt(async () => follow(await requestTextCode(phone), 'code', () => requestTextCode(phone)))
  }

  return (
    <StepForm
      title={words.title}
      lead={words.lead}
      submitLabel={words.submit}
      attempt={attempt}
      onSubmit={submit}
      onBack={() => go({ at: 'start' })}
    >
      <Field id="phone" label={words.number} hint={words.hint} error={error}>
        {(aria) => <input {...aria} class="input" name="phone" type="tel" autocomplete="tel" />}
      </Field>
    </StepForm>
  )
}
