import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { desk } from '../i18n/desk'
import { dayLong } from '../lib/format'
import { names } from './people'
import { daysOf, rangeError } from './range'
import { type Place, rangeNames } from './routes'
import { goTo, place, today } from './store'

const words = desk.dashboard

/** Range and employee: in the address, shared by all views. */
export function Filters({ children }: { children?: ComponentChildren }) {
  const { view, range, employeeId } = place.value
  const { from, to } = daysOf(place.value, today())
  const who = names.value.get(employeeId)
  const people = [...names.value].sort(([, a], [, b]) => a.localeCompare(b))
  return (
    <>
      {/* Paper has no fields that say which days these are. */}
      <p class="print-only">
        <strong>{from === to ? dayLong(from) : words.rangeOf(dayLong(from), dayLong(to))}</strong> ·{' '}
        <bdi>{who ?? words.everyone}</bdi>
      </p>
      <div class="filters">
        <fieldset class="segments">
          <legend class="visually-hidden">{words.range}</legend>
          {rangeNames.map((name) => (
            <button key={name} type="button" aria-pressed={name === range} onClick={() => goTo({ range: name, from, to })}>
              {words.ranges[name]}
            </button>
          ))}
        </fieldset>
        {range === 'custom' && <CustomRange view={view} from={from} to={to} />}
        <select
          class="input"
          aria-label={words.employee}
          value={employeeId}
          onChange={(event) => goTo({ employeeId: event.currentTarget.value })}
        >
          <option value="">{words.everyone}</option>
          {people.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        {children}
      </div>
    </>
  )
}

/** Typing a date passes through others, such as those of the year 2: they stay in the fields until they make a range. */
function CustomRange({ view, from, to }: Pick<Place, 'view' | 'from' | 'to'>) {
  const [typed, setTyped] = useState({ from, to })
  useLayoutEffect(() => setTyped({ from, to }), [from, to])
  const error = rangeError({ view, ...typed })

  function change(part: Partial<typeof typed>): void {
    const next = { ...typed, ...part }
    setTyped(next)
    if (!rangeError({ view, ...next })) goTo(next)
  }

  const field = (name: 'from' | 'to') => (
    <input
      class="input"
      type="date"
      min="2000-01-01"
      max="2099-12-31"
      aria-label={words[name]}
      value={typed[name]}
      {...(error ? ({ 'aria-invalid': 'true', 'aria-describedby': 'range-error' } as const) : {})}
      onInput={(event) => change({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <div class="dates-field">
      <span class="dates">
        {field('from')}
        <span aria-hidden="true">–</span>
        {field('to')}
      </span>
      {error && (
        <p id="range-error" class="error" role="alert">
          {words.rangeErrors[error]}
        </p>
      )}
    </div>
  )
}
