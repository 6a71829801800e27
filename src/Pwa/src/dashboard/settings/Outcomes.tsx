import { useLayoutEffect, useRef } from 'preact/hooks'
import { org as words } from '../../i18n/org'
import { Icon } from '../icons'
import { type Draft, type Errors, longestOutcome, mostOutcomes, moved } from './values'

type Rows = Draft['outcomes']

interface Props {
  rows: Rows
  errors: Errors
  onChange: (rows: Rows) => void
}

export function Outcomes({ rows, errors, onChange }: Props) {
  /** Where the focus goes once the rows are drawn: it would be lost with the row or the button that had it. */
  const next = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (next.current) document.querySelector<HTMLElement>(next.current)?.focus()
    next.current = undefined
  }, [rows])

  function add(): void {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1
    next.current = `#org-outcome-${key}`
    onChange([...rows, { key, name: '' }])
  }

  function move(index: number, to: number, key: number, way: 'up' | 'down'): void {
    const end = to === (way === 'up' ? 0 : rows.length - 1)
    const other = way === 'up' ? 'down' : 'up'
    next.current = `#org-outcome-${key}-${end ? other : way}`
    onChange(moved(rows, index, to))
  }

  function remove(index: number): void {
    const left = rows.filter((_, each) => each !== index)
    const neighbour = left[Math.min(index, left.length - 1)]
    next.current = neighbour ? `#org-outcome-${neighbour.key}-remove` : '#org-outcome-add'
    onChange(left)
  }

  return (
    <>
      <ol class="org-outcomes">
        {rows.map(({ key, name }, index) => {
          const id = `org-outcome-${key}`
          const error = errors[`outcomes[${index}]`]
          const called = name.trim() || words.outcome(index + 1)
          return (
            <li key={key}>
              <div class="org-row">
                <input
                  id={id}
                  class="input"
                  dir="auto"
                  autocomplete="off"
                  aria-label={words.outcome(index + 1)}
                  aria-invalid={error ? 'true' : undefined}
                  aria-describedby={error && `${id}-error`}
                  maxLength={longestOutcome}
                  value={name}
                  onInput={({ currentTarget: { value } }) =>
                    onChange(rows.map((row) => (row.key === key ? { key, name: value } : row)))
                  }
                />
                <button
                  id={`${id}-up`}
                  type="button"
                  class="icon-button"
                  aria-label={words.up(called)}
                  disabled={index === 0}
                  onClick={() => move(index, index - 1, key, 'up')}
                >
                  <Icon name="up" size={20} />
                </button>
                <button
                  id={`${id}-down`}
                  type="button"
                  class="icon-button"
                  aria-label={words.down(called)}
                  disabled={index === rows.length - 1}
                  onClick={() => move(index, index + 1, key, 'down')}
                >
                  <Icon name="down" size={20} />
                </button>
                <button
                  id={`${id}-remove`}
                  type="button"
                  class="icon-button"
                  aria-label={words.remove(called)}
                  onClick={() => remove(index)}
                >
                  <Icon name="bin" size={20} />
                </button>
              </div>
              {error && (
                <p id={`${id}-error`} class="error">
                  {error}
                </p>
              )}
            </li>
          )
        })}
      </ol>
      {errors.outcomes && <p class="error">{errors.outcomes}</p>}
      {rows.length < mostOutcomes ? (
        <button id="org-outcome-add" type="button" class="button org-add" onClick={add}>
          <Icon name="plus" size={20} />
          {words.addOutcome}
        </button>
      ) : (
        <p class="hint">{words.outcomesFull(mostOutcomes)}</p>
      )}
    </>
  )
}
