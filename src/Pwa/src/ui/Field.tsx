import type { ComponentChildren } from 'preact'

interface Aria {
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: 'true'
}

interface Props {
  id: string
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: (aria: Aria) => ComponentChildren
}

/** A labelled input whose hint and error are read out with it. */
export function Field({ id, label, hint, error, children }: Props) {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  const aria: Aria = { id }
  if (described) aria['aria-describedby'] = described
  if (error) aria['aria-invalid'] = 'true'
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(aria)}
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} class="error">
          {error}
        </p>
      )}
    </div>
  )
}
