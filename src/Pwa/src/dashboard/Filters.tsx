import type { ComponentChildren } from 'preact'
import { desk } from '../i18n/desk'
import { dayLong } from '../lib/format'
import { names } from './people'
import { daysOf } from './range'
import { rangeNames } from './routes'
import { goTo, place, today } from './store'

const words = desk.dashboard

/** Range and employee: in the address, shared by all views. */
export function Filters({ children }: { children?: ComponentChildren }) {
  const { range, employeeId } = place.value
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
        {range === 'custom' && (
          <span class="dates">
            <input
              class="input"
              type="date"
              aria-label={words.from}
              value={from}
              max={to}
              onChange={(event) => goTo({ from: event.currentTarget.value })}
            />
            <span aria-hidden="true">–</span>
            <input
              class="input"
              type="date"
              aria-label={words.to}
              value={to}
              min={from}
              onChange={(event) => goTo({ to: event.currentTarget.value })}
            />
          </span>
        )}
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
