import type { ComponentChildren } from 'preact'
import type { Role } from '../../contract'
import { desk } from '../../i18n/desk'
import { Field } from '../../ui/Field'
import { people } from '../people'
import type { FormErrors } from './errors'
import { type EmployeeForm, longestName, longestTeam } from './fields'
import { teamsOf } from './listing'

const words = desk.person
const { columns, roles } = desk.employees

interface Props {
  form: EmployeeForm
  errors: FormErrors
  change: (part: Partial<EmployeeForm>) => void
  /** Somebody new has an address to type; others keep theirs. */
  isNew?: boolean
  /** Says what a changed role does. */
  roleNote?: string | undefined
  children?: ComponentChildren
}

export function FormFields({ form, errors, change, isNew = false, roleNote }: Props) {
  const teams = teamsOf(people.value.list ?? [])
  return (
    <>
      <Field id="employee-name" label={columns.name} error={errors.name}>
        {(aria) => (
          <input
            {...aria}
            data-first
            class="input"
            dir="auto"
            autocomplete="off"
            maxLength={longestName}
            value={form.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      {isNew && (
        <Field id="employee-email" label={columns.email} error={errors.email}>
          {(aria) => (
            <input
              {...aria}
              class="input"
              type="email"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={form.email}
              onInput={(event) => change({ email: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
      <Field id="employee-phone" label={words.optional(columns.phone)} hint={words.phoneHint} error={errors.phone}>
        {(aria) => (
          <input
            {...aria}
            class="input"
            type="tel"
            autocomplete="off"
            value={form.phone}
            onInput={(event) => change({ phone: event.currentTarget.value })}
          />
        )}
      </Field>
      <Field
        id="employee-role"
        label={columns.role}
        hint={[words.roleHint[form.role], roleNote].filter(Boolean).join(' ')}
        error={errors.role}
      >
        {(aria) => (
          <select
            {...aria}
            class="input"
            value={form.role}
            onChange={(event) => change({ role: event.currentTarget.value as Role })}
          >
            {Object.entries(roles).map(([value, name]) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="employee-team" label={words.optional(columns.team)} error={errors.team}>
        {(aria) => (
          <input
            {...aria}
            class="input"
            dir="auto"
            list="employee-teams"
            autocomplete="off"
            maxLength={longestTeam}
            value={form.team}
            onInput={(event) => change({ team: event.currentTarget.value })}
          />
        )}
      </Field>
      <datalist id="employee-teams">
        {teams.map((team) => (
          <option key={team} value={team} />
        ))}
      </datalist>
    </>
  )
}
