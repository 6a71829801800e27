import { useState } from 'preact/hooks'
import { access } from '../i18n/access'
import { passwordRules, ruleNames } from '../session/passwordRules'
import { Field } from './Field'
import { Icon, Outline } from './icons'

const dot = 'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8'
const closedEye =
  'M4 4l16 16M9.9 5.8A9 9 0 0 1 12 5.5c6 0 9.5 6.5 9.5 6.5a15 15 0 0 1-2.7 3.4M6.3 7.4A14.6 14.6 0 0 0 2.5 12S6 18.5 12 18.5a9 9 0 0 0 4.2-1M9.9 9.9a3 3 0 0 0 4.2 4.2'

interface Props {
  /** A password that the person makes up: its rules are shown and checked while they type. */
  isNew?: boolean
  error: string | undefined
}

const words = access.signIn

export function PasswordField({ isNew = false, error }: Props) {
  const [shown, setShown] = useState(false)
  const [typed, setTyped] = useState('')
  return (
    <div class="stack">
      <Field id="password" label={isNew ? access.newPassword.label : words.password} error={error}>
        {(aria) => (
          <div class="with-button">
            <input
              {...aria}
              {...(isNew && { 'aria-describedby': `password-rules ${aria['aria-describedby'] ?? ''}`.trim() })}
              // The two types accept different roles; without one, either is right.
              {...({ type: shown ? 'text' : 'password' } as { type: 'password' })}
              class="input"
              name="password"
              autocomplete={isNew ? 'new-password' : 'current-password'}
              autocapitalize="none"
              spellcheck={false}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
            <button
              type="button"
              class="icon-button"
              aria-pressed={shown}
              aria-label={shown ? words.hidePassword : words.showPassword}
              onClick={() => setShown(!shown)}
            >
              {shown ? <Outline d={closedEye} size={22} /> : <Icon name="eye" size={22} />}
            </button>
          </div>
        )}
      </Field>
      {isNew && <Rules typed={typed} />}
    </div>
  )
}

function Rules({ typed }: { typed: string }) {
  const { rules, ruleNames: names, met, unmet } = access.newPassword
  return (
    <ul id="password-rules" class="rules" aria-label={rules}>
      {ruleNames.map((rule) => {
        const holds = passwordRules[rule](typed)
        return (
          <li key={rule} data-met={holds || undefined}>
            {holds ? <Icon name="check" size={18} /> : <Outline d={dot} size={18} />}
            <span>
              {names[rule]}
              <span class="visually-hidden">: {holds ? met : unmet}</span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
