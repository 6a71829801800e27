import { useEffect, useRef, useState } from 'preact/hooks'
import { access } from '../../i18n/access'
import { requestEmailCode, requestPasskey, signIn, textCodesWork } from '../../session/signIn'
import { passkeysExist } from '../../session/webauthn'
import { EmailField, emailError } from '../EmailField'
import { Icon, Outline } from '../icons'
import { Outcome } from '../Outcome'
import { PasskeyIcon } from '../PasskeyIcon'
import { PasswordField } from '../PasswordField'
import { type Step, type StepProps, useAttempt } from './step'

const mail = 'M4 6.5h16v11.5H4zM4.5 7l7.5 6 7.5-6'
const message = 'M4.5 5h15v11H10l-4 3.5V16H4.5zM8.5 10.5h.01M12 10.5h.01M15.5 10.5h.01'

const words = access.signIn

type Props = StepProps & { problem: string | undefined; done: string | undefined }

/** E-mail and password first, the other ways below. */
export function StartPage({ email, setEmail, go, follow, problem, done }: Props) {
  const { busy, outcome, attempt, clear } = useAttempt()
  const [errors, setErrors] = useState<{ email?: string | undefined; password?: string | undefined }>({})
  const [byText, setByText] = useState(false)
  const form = useRef<HTMLFormElement>(null)

  useEffect(() => {
    textCodesWork().then(setByText)
  }, [])

  /** To a step whose way back finds what was typed here. */
  function goOn(step: Step): void {
    keepEmail()
    go(step)
  }

  function keepEmail(): string {
    const typed = String(new FormData(form.current ?? undefined).get('email') ?? '').trim()
    setEmail(typed)
    return typed
  }

  /** The e-mail address as typed, if it can be one. */
  function typedEmail(): string | undefined {
    const typed = keepEmail()
    const wrong = emailError(typed)
    setErrors({ email: wrong })
    clear()
    if (!wrong) return typed
    form.current?.querySelector<HTMLInputElement>('[name=email]')?.focus()
    return undefined
  }

  function submit(event: Event): void {
    event.preventDefault()
    const address = typedEmail()
    if (!address) return
    const input = form.current?.querySelector<HTMLInputElement>('[name=password]')
    if (!input?.value) {
      setErrors({ password: words.passwordMissing })
      input?.focus()
      return
    }
    const password = input.value
    void attempt(async () => follow(await signIn(address, password), 'password'))
  }

  function byCode(): void {
    const address = typedEmail()
    if (address) void attempt(async () => follow(await requestEmailCode(address), 'code', () => requestEmailCode(address)))
  }

  function byPasskey(): void {
    const address = typedEmail()
    if (address) void attempt(async () => follow(await requestPasskey(address), 'passkey'))
  }

  return (
    <form ref={form} class="stack" noValidate onSubmit={submit}>
      <h1 tabIndex={-1}>{words.title}</h1>
      <p class="hint">{words.lead}</p>
      {done && (
        <div class="notice" role="status">
          <Icon name="check" size={20} />
          <span>{done}</span>
        </div>
      )}
      <EmailField email={email} error={errors.email} />
      <PasswordField error={errors.password} />
      <Outcome outcome={outcome ?? (problem && !busy ? { text: problem, quiet: false } : undefined)} />
      {outcome?.text === access.problems['invalid-credentials'] && <p class="hint">{words.invitationHint}</p>}
      <button type="submit" class="button" data-kind="primary" data-size="large" data-wide aria-disabled={busy}>
        {busy ? words.busy : words.submit}
      </button>
      <button type="button" class="button" data-kind="plain" onClick={() => goOn({ at: 'forgot' })}>
        {words.forgot}
      </button>
      <p class="or" aria-hidden="true">
        {words.or}
      </p>
      <div class="ways">
        {passkeysExist() && (
          <button type="button" class="button" data-wide aria-disabled={busy} onClick={byPasskey}>
            <PasskeyIcon size={22} />
            {words.passkey}
          </button>
        )}
        <button type="button" class="button" data-wide aria-disabled={busy} onClick={byCode}>
          <Outline d={mail} size={22} />
          {words.emailCode}
        </button>
        {byText && (
          <button type="button" class="button" data-wide aria-disabled={busy} onClick={() => !busy && goOn({ at: 'phone' })}>
            <Outline d={message} size={22} />
            {words.textCode}
          </button>
        )}
      </div>
    </form>
  )
}
