import { work } from '../../i18n/work'
import { people } from '../people'

interface Props {
  /** Said to screen readers; without it, a label outside has `id`. */
  label?: string
  id?: string
  value: string
  /** Somebody who may be disabled by now. */
  keep?: string
  invalid?: boolean
  first?: boolean
  onChange: (employeeId: string) => void
}

/** Who can be given something to do. */
export function PersonSelect({ label, id, value, keep, invalid, first, onChange }: Props) {
  const able = (people.value.list ?? []).filter(({ id: each, status }) => status !== 'disabled' || each === keep)
  return (
    <select
      id={id}
      class="input choice"
      aria-label={label}
      aria-invalid={invalid || undefined}
      data-first={first || undefined}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      <option value="">{label ? `${label}…` : work.form.choose}</option>
      {able.map(({ id: each, name }) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
    </select>
  )
}
