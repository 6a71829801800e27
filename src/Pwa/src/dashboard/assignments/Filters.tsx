import { work } from '../../i18n/work'
import { people } from '../people'
import { goTo, place } from '../store'

const words = work.assignments

export function Filters() {
  const { state, employeeId, due } = place.value
  const open = !state || state === 'open'
  const days = open ? words.dues : words.closings
  return (
    <div class="filters">
      <fieldset class="segments" aria-label={words.state}>
        {Object.entries(words.states).map(([key, name]) => (
          <button
            key={key}
            type="button"
            aria-pressed={key === (state || 'open')}
            onClick={() => goTo({ state: key === 'open' ? '' : key, due: '' })}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <select
        class="input choice"
        aria-label={words.person}
        value={employeeId}
        onChange={(event) => goTo({ employeeId: event.currentTarget.value })}
      >
        <option value="">
          {words.person}: {words.everybody}
        </option>
        {(people.value.list ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        class="input choice"
        aria-label={open ? words.due : words.closed}
        value={due}
        onChange={(event) => goTo({ due: event.currentTarget.value })}
      >
        <option value="">
          {open ? words.due : words.closed}: {words.always}
        </option>
        {Object.entries(days).map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
