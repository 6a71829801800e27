import { useRef, useState } from 'preact/hooks'
import type { Challenge, SignedIn } from '../contract'
import { text } from '../i18n'
import { ApiError } from '../session/problem'
import { setFirstPassword, signIn } from '../session/session'
import { Field } from './Field'
import { Icon } from './icons'

interface Props {
  notice?: string | undefined
  email?: string | undefined
  onSignedIn: (signedIn: SignedIn) => void
}

export function SignIn({ notice, email: knownEmail = '', onSignedIn }: Props) {
  const [challenge, setChallenge] = useState<Challenge | undefined>(undefined)
  const [errors, setErrors] = useState<{ email?: string; password?: string; form?: string }>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const words = text.signIn

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const data = new FormData(event.currentTarget as HTMLFormElement)
    const email = String(data.get('email') ?? '').trim()
    const password = String(data.get('password') ?? '')
    const found: typeof errors = {}
    if (!email) found.email = words.emailMissing
    if (!password) found.password = words.passwordMissing
    else if (challenge && password.length < 12) found.password = words.passwordShort
    setErrors(found)
    if (Object.keys(found).length > 0) {
      form.current?.querySelector<HTMLInputElement>(found.email ? '[name=email]' : '[name=password]')?.focus()
      return
    }
    setBusy(true)
    try {
      const answer = challenge ? await setFirstPassword(challenge, email, password) : await signIn(email, password)
      if ('challenge' in answer) {
        setChallenge(answer)
        const input = form.current?.querySelector<HTMLInputElement>('[name=password]')
        if (input) input.value = ''
        input?.focus()
      } else onSignedIn(answer)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'challenge-expired') setChallenge(undefined)
      setErrors({ form: words.problems[error.code] ?? words.problem })
    } finally {
      setBusy(false)
    }
  }

  return (
    <main class="sign-in" id="content">
      <form ref={form} class="stack" noValidate onSubmit={submit} aria-describedby={errors.form ? 'form-error' : undefined}>
        <img class="logo" src="/icons/icon.svg" width="64" height="64" alt="" />
        <p class="product">{text.product}</p>
        <h1>{challenge ? words.newTitle : words.title}</h1>
        <p class="hint">{challenge ? words.newLead : words.lead}</p>
        {notice && (
          <div class="notice" data-tone="caution" role="status">
            <Icon name="alert" size={20} />
            <span>{notice}</span>
          </div>
        )}
        <Field id="email" label={words.email} error={errors.email}>
          {(aria) => (
            <input
              {...aria}
              class="input"
              name="email"
              type="email"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              defaultValue={knownEmail}
              readOnly={challenge !== undefined}
            />
          )}
        </Field>
        <PasswordField isNew={challenge !== undefined} error={errors.password} />
        <p id="form-error" class="error" role="alert">
          {errors.form && (
            <>
              <Icon name="alert" size={20} />
              {errors.form}
            </>
          )}
        </p>
        <button type="submit" class="button" data-kind="primary" data-size="large" data-wide disabled={busy}>
          {busy ? words.busy : challenge ? words.newSubmit : words.submit}
        </button>
      </form>
    </main>
  )
}

function PasswordField({ isNew, error }: { isNew: boolean; error: string | undefined }) {
  const [shown, setShown] = useState(false)
  const words = text.signIn
  return (
    <Field
      id="password"
      label={isNew ? words.newPassword : words.password}
      hint={isNew ? words.newHint : undefined}
      error={error}
    >
      {(aria) => (
        <div class="with-button">
          <input
            {...aria}
            // The two types accept different roles; without one, either is right.
            {...({ type: shown ? 'text' : 'password' } as { type: 'password' })}
            class="input"
            name="password"
            autocomplete={isNew ? 'new-password' : 'current-password'}
          />
          <button
            type="button"
            class="icon-button"
            aria-pressed={shown}
            aria-label={shown ? words.hidePassword : words.showPassword}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eyeOff' : 'eye'} size={22} />
          </button>
        </div>
      )}
    </Field>
  )
}
