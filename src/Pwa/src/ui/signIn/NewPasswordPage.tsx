import { useState } from 'preact/hooks'
import type { Challenge } from '../../contract'
import { access } from '../../i18n/access'
import { meetsRules } from '../../session/passwordRules'
import { ApiError } from '../../session/problem'
import { answerChallenge } from '../../session/signIn'
import { PasswordField } from '../PasswordField'
import { focusOn, StepForm, typed } from './StepForm'
import { type StepProps, useAttempt } from './step'

const words = access.newPassword

/** The first password of one's own, after the invitation's. */
export function NewPasswordPage({ email, go, back, follow, challenge }: StepProps & { challenge: Challenge }) {
  const attempt = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)

  function submit(form: HTMLFormElement): void {
    const newPassword = typed(form, 'password').trim()
    const wrong = meetsRules(newPassword) ? undefined : words.notYet
    setError(wrong)
    if (focusOn(form, 'password', wrong)) return
    void attempt.attempt(async () => {
      try {
        await follow(await answerChallenge(challenge, { newPassword }), 'password')
      } catch (caught) {
        if (!(caught instanceof ApiError && caught.code === 'challenge-expired')) throw caught
        go({ at: 'start', problem: access.newPasswordExpired })
      }
    })
  }

  return (
    <StepForm title={words.title} lead={words.lead} submitLabel={words.submit} attempt={attempt} onSubmit={submit} onBack={back}>
      <UsernameForPasswordManagers email={email} />
      <PasswordField isNew error={error} />
    </StepForm>
  )
}

/** So that they save the new password under the right name. */
export function UsernameForPasswordManagers({ email }: { email: string }) {
  return (
    <input class="visually-hidden" type="email" autocomplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
  )
}
