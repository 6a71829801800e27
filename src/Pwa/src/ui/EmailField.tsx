import { access } from '../i18n/access'
import { Field } from './Field'

export function EmailField({ email, error }: { email: string; error: string | undefined }) {
  return (
    <Field id="email" label={access.signIn.email} error={error}>
      {(aria) => (
        <input
          {...aria}
          class="input"
          name="email"
          type="email"
          autocomplete="username"
          autocapitalize="none"
          spellcheck={false}
          defaultValue={email}
        />
      )}
    </Field>
  )
}

/** What is wrong with it, or undefined. The server says whether it exists; this only catches slips. */
export function emailError(email: string): string | undefined {
  if (!email) return access.signIn.emailMissing
  return /^\S+@\S+\.\S+$/.test(email) ? undefined : access.signIn.emailInvalid
}
