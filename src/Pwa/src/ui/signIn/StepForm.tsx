import type { ComponentChildren } from 'preact'
import { text } from '../../i18n'
import { access } from '../../i18n/access'
import { Icon } from '../icons'
import { Outcome } from '../Outcome'
import type { useAttempt } from './step'

interface Props {
  title: string
  lead: string
  submitLabel: string
  attempt: ReturnType<typeof useAttempt>
  onSubmit: (form: HTMLFormElement) => void
  onBack: () => void
  /** Below the button. */
  after?: ComponentChildren
  children: ComponentChildren
}

/** One page on the way in: where one is, what is asked, one button, a way back. */
export function StepForm({ title, lead, submitLabel, attempt: { busy, outcome }, onSubmit, onBack, after, children }: Props) {
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(event.currentTarget)
      }}
    >
      <div class="heading with-back">
        <button type="button" class="icon-button" aria-label={text.back} onClick={onBack}>
          <Icon name="back" />
        </button>
        <h1 tabIndex={-1}>{title}</h1>
      </div>
      <p class="hint">{lead}</p>
      {children}
      <Outcome outcome={outcome} />
      <button type="submit" class="button" data-kind="primary" data-size="large" data-wide aria-disabled={busy}>
        {busy ? access.signIn.busy : submitLabel}
      </button>
      {after}
    </form>
  )
}

export const typed = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? '')

/** Shows what is wrong with a field and goes there; true when something is. */
export function focusOn(form: HTMLFormElement, name: string, wrong: string | undefined): boolean {
  if (wrong) form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus()
  return wrong !== undefined
}
