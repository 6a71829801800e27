import { useState } from 'preact/hooks'
import { access } from '../../i18n/access'
import { meetsRules } from '../../session/passwordRules'
import { ApiError } from '../../session/problem'
import { forgotPassword, resetPassword, signIn } from '../../session/signIn'
import { CodeField } from '../CodeField'
import { EmailField, emailError } from '../EmailField'
import { explain } from '../explain'
import { PasswordField } from '../PasswordField'
import { UsernameForPasswordManagers } from './NewPasswordPage'
import { focusOn, StepForm, typed } from './StepForm'
import { type StepProps, useAttempt } from './step'

const words = access.forgot

export function ForgotPage({ email, setEmail, go, back }: StepProps) {
  const attempt = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)

  function submit(form: HTMLFormElement): void {
    const address = typed(form, 'email').trim()
    const wrong = emailError(address)
    setError(wrong)
    if (focusOn(form, 'email', wrong)) return
    setEmail(address)
    void attempt.attempt(async () => {
      await forgotPassword(address)
      go({ at: 'reset' })
    })
  }

  return (
    <StepForm title={words.title} lead={words.lead} submitLabel={words.submit} attempt={attempt} onSubmit={submit} onBack={back}>
      <EmailField email={email} error={error} />
    </StepForm>
  )
}

export function ResetPage({ email, go, back, follow }: StepProps) {
  const attempt = useAttempt()
  const [errors, setErrors] = useState<{ code?: string | undefined; password?: string | undefined }>({})

  function submit(form: HTMLFormElement): void {
    const code = typed(form, 'code')
    const newPassword = typed(form, 'password').trim()
    const wrong = {
      code: code ? undefined : access.code.missing,
      password: meetsRules(newPassword) ? undefined : access.newPassword.notYet,
    }
    setErrors(wrong)
    if (focusOn(form, 'code', wrong.code) || focusOn(form, 'password', wrong.password)) return
    void attempt.attempt(async () => {
      try {
        await resetPassword(email, code, newPassword)
      } catch (caught) {
        if (!(caught instanceof ApiError)) throw caught
        if (caught.code === 'challenge-expired') return go({ at: 'start', problem: explain(caught) })
        if (caught.code !== 'wrong-code') throw caught
        setErrors({ code: words.codeUsed })
        form.querySelector<HTMLInputElement>('[name=code]')?.select()
        return
      }
      await enter(newPassword)
    })
  }

  /** The password is saved by now: whatever happens here, signing in with it is what remains. */
  async function enter(newPassword: string): Promise<void> {
    const answer = await signIn(email, newPassword).catch(() => undefined)
    if (answer) await follow(answer, 'password')
    else go({ at: 'start', done: words.done })
  }

  return (
    <StepForm
      title={words.resetTitle}
      lead={words.resetLead(email)}
      submitLabel={access.newPassword.submit}
      attempt={attempt}
      onSubmit={submit}
      onBack={back}
    >
      <UsernameForPasswordManagers email={email} />
      <CodeField error={errors.code} />
      <PasswordField isNew error={errors.password} />
    </StepForm>
  )
}
