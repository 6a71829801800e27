import { useState } from 'preact/hooks'
import type { Challenge } from '../../contract'
import { access } from '../../i18n/access'
import { ApiError } from '../../session/problem'
import { answerChallenge } from '../../session/signIn'
import { CodeField } from '../CodeField'
import { explain } from '../explain'
import { useCountdown } from '../useCountdown'
import { focusOn, StepForm, typed } from './StepForm'
import { type Resend, type StepProps, useAttempt } from './step'

const words = access.code
/** Seconds before another code may be asked for: the first needs time to arrive. */
const patience = 30

type Props = StepProps & { challenge: Challenge; again: Resend | undefined; resent: boolean }

/** A wrong code leaves the session as it is; one that has run out leads back to the start. */
export function CodePage({ go, back, follow, challenge, again, resent }: Props) {
  const attempt = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)
  const outcome = attempt.outcome ?? (resent && !attempt.busy ? { text: words.resent, quiet: true } : undefined)
  const [left, wait] = useCountdown(patience)

  function submit(form: HTMLFormElement): void {
    const code = typed(form, 'code')
    const wrong = code ? undefined : words.missing
    setError(wrong)
    if (focusOn(form, 'code', wrong)) return
    void attempt.attempt(async () => {
      try {
        await follow(await answerChallenge(challenge, { code }), 'code')
      } catch (caught) {
        if (!(caught instanceof ApiError)) throw caught
        if (caught.code === 'challenge-expired') return go({ at: 'start', problem: explain(caught) })
        if (caught.code !== 'wrong-code') throw caught
        setError(explain(caught))
        form.querySelector<HTMLInputElement>('[name=code]')?.select()
      }
    })
  }

  const resend = (): void =>
    void attempt.attempt(async () => {
      try {
        if (again) await follow(await again(), 'code', again)
      } catch (caught) {
        if (caught instanceof ApiError && caught.retryAfter) wait(caught.retryAfter)
        throw caught
      }
    })

  return (
    <StepForm
      title={words.title}
      lead={challenge.destination ? words.sentTo(challenge.destination) : words.sent}
      submitLabel={words.submit}
      attempt={{ ...attempt, outcome }}
      onSubmit={submit}
      onBack={back}
      after={
        again && (
          <button
            type="button"
            class="button"
            data-kind="plain"
            aria-disabled={left > 0 || attempt.busy}
            onClick={() => left > 0 || resend()}
          >
            {left > 0 ? words.resendIn(left) : words.resend}
          </button>
        )
      }
    >
      <CodeField error={error} />
    </StepForm>
  )
}
