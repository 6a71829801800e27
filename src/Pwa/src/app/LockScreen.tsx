import '../styles/sign-in.css'
import '../styles/lock.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { SignedIn } from '../contract'
import { text } from '../i18n'
import { access } from '../i18n/access'
import { provePasskey } from '../lock/passkey'
import { checkPin, type PinState, pinState } from '../lock/pin'
import { signIn } from '../session/signIn'
import { passkeysExist } from '../session/webauthn'
import { Field } from '../ui/Field'
import { Icon } from '../ui/icons'
import { Outcome } from '../ui/Outcome'
import { PasskeyIcon } from '../ui/PasskeyIcon'
import { PasswordField } from '../ui/PasswordField'
import { useAttempt } from '../ui/signIn/step'
import { Toasts } from '../ui/toast'
import { UpdateNotice } from '../ui/UpdateNotice'
import { useCountdown } from '../ui/useCountdown'
import { account, me, online } from './account'
import { signingInAgain } from './again'
import { lock } from './lock'
import { to } from './routes'
import { syncState } from './syncState'

const words = access.lock

/** Nothing of the account but initials and the state of the sync; logging a call goes on. */
export function LockScreen({ onSignedIn }: { onSignedIn: (signedIn: SignedIn) => Promise<void> }) {
  const [pin, setPin] = useState<PinState | undefined>(undefined)
  const [wantsPassword, setWantsPassword] = useState(false)
  const attempt = useAttempt()
  const heading = useRef<HTMLHeadingElement>(null)
  const employee = account.value?.employee
  const ended = lock.ended.value
  const passkeys = (!ended && passkeysExist() && me.value?.passkeys) || []

  useEffect(() => {
    if (employee) pinState(employee.id).then(setPin)
  }, [])
  useEffect(() => heading.current?.focus(), [pin === undefined])

  if (!employee || !pin) return null
  const byPasskey = () => attempt.attempt(async () => provePasskey(passkeys).then(() => lock.unlock(true)))
  const hasPin = !ended && pin === 'ready'
  const others = passkeys.length > 0 || hasPin
  return (
    <main class="lock">
      <Toasts />
      <UpdateNotice />
      <div class="stack">
        <header class="stack">
          <span class="initials" role="img" aria-label={words.person(initialsOf(employee.name))}>
            <bdi aria-hidden="true">{initialsOf(employee.name)}</bdi>
          </span>
          <h1 ref={heading} tabIndex={-1}>
            {words.title}
          </h1>
          <p class="hint">{ended ? words.ended[ended] : words.lead}</p>
          <SyncLine />
        </header>
        {passkeys.length > 0 && (
          <button
            type="button"
            class="button"
            data-kind="primary"
            data-size="large"
            data-wide
            aria-disabled={attempt.busy}
            onClick={() => void byPasskey()}
          >
            <PasskeyIcon size={24} />
            {words.passkey}
          </button>
        )}
        <Outcome outcome={attempt.outcome} />
        {hasPin && !wantsPassword && (
          <PinForm employeeId={employee.id} primary={passkeys.length === 0} onDisabled={() => setPin('disabled')} />
        )}
        {!ended && pin === 'disabled' && <Notice text={words.pinDisabled} />}
        {!online.value && !others && <Notice text={ended ? words.endedOffline : words.offline} />}
        {online.value && (!others || wantsPassword) && (
          <PasswordForm email={employee.email} asked={wantsPassword} onSignedIn={onSignedIn} />
        )}
        {others && !wantsPassword && (
          <button type="button" class="button" data-kind="plain" disabled={!online.value} onClick={() => setWantsPassword(true)}>
            {online.value ? words.usePassword : words.offlinePassword}
          </button>
        )}
        <div class="quick">
          <a class="button" data-size="large" data-wide href={to.log}>
            <Icon name="plus" size={24} />
            {text.nav.log}
          </a>
          <p class="hint">{words.logHint}</p>
        </div>
      </div>
    </main>
  )
}

const initialsOf = (name: string): string => {
  const parts = name.split(/\s+/).filter(Boolean)
  const first = (part: string | undefined) => Array.from(part ?? '')[0]?.toLocaleUpperCase() ?? ''
  return first(parts[0]) + (parts.length > 1 ? first(parts.at(-1)) : '')
}

function SyncLine() {
  const { label, icon, tone } = syncState.value
  return (
    <p class="sync-pill" data-tone={tone}>
      <Icon name={icon} size={18} />
      <span aria-live="polite">{label}</span>
    </p>
  )
}

function Notice({ text }: { text: string }) {
  return (
    <div class="notice" data-tone="caution" role="status">
      <Icon name="alert" size={20} />
      <span>{text}</span>
    </div>
  )
}

interface PinProps {
  employeeId: string
  /** Nothing better is at hand. */
  primary: boolean
  onDisabled: () => void
}

function PinForm({ employeeId, primary, onDisabled }: PinProps) {
  const [error, setError] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [left, wait] = useCountdown(0)
  const input = useRef<HTMLInputElement>(null)

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (busy || left > 0) return
    const typed = input.current?.value ?? ''
    setError(typed ? undefined : words.pinMissing)
    if (!typed) return input.current?.focus()
    setBusy(true)
    const verdict = await checkPin(employeeId, typed, Date.now())
    setBusy(false)
    if (verdict.kind === 'right') return lock.unlock(false)
    if (verdict.kind === 'disabled') return onDisabled()
    wait(Math.ceil(verdict.ms / 1_000))
    setError(verdict.kind === 'wrong' ? words.pinWrong(verdict.left) : words.pinTooSoon)
    if (input.current && verdict.kind === 'wrong') input.current.value = ''
    input.current?.focus()
  }

  return (
    <form class="stack" noValidate onSubmit={submit}>
      <Field id="pin" label={words.pin} error={error}>
        {(aria) => (
          <input
            {...aria}
            ref={input}
            class="input code"
            name="pin"
            type="password"
            inputMode="numeric"
            autocomplete="off"
            maxLength={12}
          />
        )}
      </Field>
      <button type="submit" class="button" data-kind={primary && 'primary'} data-wide aria-disabled={busy || left > 0}>
        {busy ? access.signIn.busy : left > 0 ? words.pinWait(left) : words.usePin}
      </button>
    </form>
  )
}

interface PasswordProps {
  email: string
  /** The person chose it, so it gets the focus. */
  asked: boolean
  onSignedIn: (signedIn: SignedIn) => Promise<void>
}

function PasswordForm({ email, asked, onSignedIn }: PasswordProps) {
  const attempt = useAttempt()
  const [error, setError] = useState<string | undefined>(undefined)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (asked) form.current?.querySelector('input')?.focus()
  }, [])
  const anotherWay = () => {
    signingInAgain.value = true
  }

  function submit(event: Event): void {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget as HTMLFormElement).get('password') ?? '')
    setError(password ? undefined : access.signIn.passwordMissing)
    if (!password) return
    void attempt.attempt(async () => {
      const answer = await signIn(email, password)
      if ('challenge' in answer) anotherWay()
      else await onSignedIn(answer)
    })
  }

  return (
    <form ref={form} class="stack" noValidate onSubmit={submit}>
      <PasswordField error={error} />
      <Outcome outcome={attempt.outcome} />
      <button type="submit" class="button" data-kind="primary" data-wide aria-disabled={attempt.busy}>
        {attempt.busy ? access.signIn.busy : lock.ended.value ? text.signIn.submit : words.unlock}
      </button>
      <button type="button" class="button" data-kind="plain" onClick={anotherWay}>
        {words.another}
      </button>
    </form>
  )
}
