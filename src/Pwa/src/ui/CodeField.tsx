import { access } from '../i18n/access'
import { Field } from './Field'

/** Takes a code typed, pasted with whatever is around it, or filled in by the phone. */
export function CodeField({ error }: { error: string | undefined }) {
  return (
    <Field id="code" label={access.code.label} error={error}>
      {(aria) => (
        <input
          {...aria}
          class="input code"
          name="code"
          inputMode="numeric"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          onInput={(event) => {
            const digits = event.currentTarget.value.replace(/\D/g, '')
            if (digits !== event.currentTarget.value) event.currentTarget.value = digits
          }}
        />
      )}
    </Field>
  )
}
