import { useState } from 'preact/hooks'
import { access } from '../../i18n/access'
import { normalizePhone } from '../../lib/phone'
import { requestTextCode } from '../../session/signIn'
import { Field } from '../Field'
import { focusOn, StepForm, typed } from './StepForm'
import { type StepProps, useAttempt } from './step'

const words = access.phone

export function PhonePage({ phone, setPhone, back, follow }: StepProps) {
  const attempt = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)

  function submit(form: HTMLFormElement): void {
    setPhone(typed(form, 'phone'))
    // "+44 (0)7700 …" is how a number is written for home and abroad at once: the zero is no part of it.
    const number = normalizePhone(typed(form, 'phone').replace(/^(\s*\+[\d\s]{1,4})\(0\)/, '$1'))
    const wrong = number && /^\+[1-9]\d{6,14}$/.test(number) ? undefined : words.invalid
    setError(wrong)
    if (focusOn(form, 'phone', wrong) || !number) return
    void attempt.attempt(async () => follow(await requestTextCode(number), 'code', () => requestTextCode(number)))
  }

  return (
    <StepForm title={words.title} lead={words.lead} submitLabel={words.submit} attempt={attempt} onSubmit={submit} onBack={back}>
      <Field id="phone" label={words.number} hint={words.hint} error={error}>
        {(aria) => <input {...aria} class="input" name="phone" type="tel" autocomplete="tel" defaultValue={phone} />}
      </Field>
    </StepForm>
  )
}
