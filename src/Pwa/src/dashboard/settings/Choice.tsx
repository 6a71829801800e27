interface Props<T extends string> {
  name: string
  label: string
  /** The label says no more than the heading above, so it is only read out. */
  hidden?: boolean
  options: Record<T, { name: string; hint: string }>
  value: T
  error: string | undefined
  onChange: (value: T) => void
}

/** One of a few, each with what it means. */
export function Choice<T extends string>({ name, label, hidden = false, options, value, error, onChange }: Props<T>) {
  const described = error ? `org-${name}-error` : undefined
  return (
    <fieldset class="org-choice" aria-describedby={described}>
      <legend class={hidden ? 'visually-hidden' : 'group-label'}>{label}</legend>
      {(Object.keys(options) as T[]).map((each) => (
        <label key={each} class="org-option">
          <input
            type="radio"
            name={name}
            checked={each === value}
            aria-describedby={`org-${name}-${each}`}
            aria-labelledby={`org-${name}-${each}-name`}
            onChange={() => onChange(each)}
          />
          <span>
            <strong id={`org-${name}-${each}-name`}>{options[each].name}</strong>
            <span id={`org-${name}-${each}`} class="hint">
              {options[each].hint}
            </span>
          </span>
        </label>
      ))}
      {error && (
        <p id={described} class="error">
          {error}
        </p>
      )}
    </fieldset>
  )
}
