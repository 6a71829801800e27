import '../styles/sign-in.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Challenge, SignedIn } from '../contract'
import { text } from '../i18n'
import { access } from '../i18n/access'
import { recall } from '../session/remembered'
import { answerChallenge } from '../session/signIn'
import { getAssertion } from '../session/webauthn'
import { explain } from './explain'
import { Icon } from './icons'
import { CodePage } from './signIn/CodePage'
import { ForgotPage, ResetPage } from './signIn/ForgotPages'
import { NewPasswordPage } from './signIn/NewPasswordPage'
import { PhonePage } from './signIn/PhonePage'
import { StartPage } from './signIn/StartPage'
import type { Method, Resend, StepProps } from './signIn/step'
import { useSteps } from './signIn/useSteps'

interface Props {
  notice?: string | undefined
  /** Undefined: whoever signed in here last. */
  email?: string | undefined
  onSignedIn: (signedIn: SignedIn, method: Method) => void | Promise<void>
  /** Signing in is not the only way on. */
  onCancel?: () => void
}

export function SignIn({ notice, email: knownEmail, onSignedIn, onCancel }: Props) {
  const { step, go, back, leave } = useSteps(onCancel)
  const [email, setEmail] = useState(knownEmail)
  const [phone, setPhone] = useState('')
  const page = useRef<HTMLElement>(null)
  const first = useRef(true)

  useEffect(() => {
    if (email === undefined) recall('email').then((last) => setEmail((now) => now ?? last ?? ''))
  }, [])
  useEffect(() => {
    // Arriving must not open the keyboard over the page.
    if (first.current) {
      first.current = false
      return
    }
    // The next thing to fill in; with everything filled in, the heading, so that a screen reader starts there.
    const inputs = page.current?.querySelectorAll<HTMLInputElement>('input:not([readonly])') ?? []
    const empty = Array.from(inputs).find((input) => !input.value)
    const target = empty ?? page.current?.querySelector('h1')
    target?.focus()
  }, [step.at, step.at === 'code' && step.challenge.session])

  async function follow(answer: SignedIn | Challenge, method: Method, again?: Resend): Promise<void> {
    if (!('challenge' in answer)) return enter(answer, method)
    if (answer.challenge === 'NEW_PASSWORD_REQUIRED') return go({ at: 'newPassword', challenge: answer })
    if (answer.challenge === 'WEB_AUTHN') {
      if (!answer.options) return go({ at: 'start', problem: access.problem })
      const credential = await getAssertion(answer.options)
      return follow(await answerChallenge(answer, { credential }), 'passkey')
    }
    go({ at: 'code', challenge: answer, again, resent: step.at === 'code' })
  }

  async function enter(answer: SignedIn, method: Method): Promise<void> {
    await leave()
    try {
      await onSignedIn(answer, method)
    } catch (error) {
      go({ at: 'start', problem: explain(error) })
    }
  }

  if (email === undefined) return null
  const props: StepProps = { email, setEmail, phone, setPhone, go, back, follow }
  return (
    <main class="sign-in" ref={page}>
      <div class="stack">
        <header class="stack">
          <img class="logo" src="/icons/icon.svg" width="56" height="56" alt="" />
          <p class="product">{text.product}</p>
        </header>
        {notice && step.at === 'start' && (
          <div class="notice" data-tone="caution" role="status">
            <Icon name="alert" size={20} />
            <span>{notice}</span>
          </div>
        )}
        {step.at === 'start' && <StartPage {...props} problem={step.problem} done={step.done} />}
        {step.at === 'phone' && <PhonePage {...props} />}
        {step.at === 'code' && (
          <CodePage key={step.challenge.session} {...props} challenge={step.challenge} again={step.again} resent={step.resent} />
        )}
        {step.at === 'newPassword' && <NewPasswordPage {...props} challenge={step.challenge} />}
        {step.at === 'forgot' && <ForgotPage {...props} />}
        {step.at === 'reset' && <ResetPage {...props} />}
        {onCancel && step.at === 'start' && (
          <button type="button" class="button" data-kind="plain" onClick={back}>
            {text.back}
          </button>
        )}
      </div>
    </main>
  )
}
