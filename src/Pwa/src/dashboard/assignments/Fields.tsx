import { work } from '../../i18n/work'
import { Field } from '../../ui/Field'
import type { AssignmentForm, FormErrors } from './form'
import { PersonSelect } from './PersonSelect'

const words = work.form

interface Props {
  form: AssignmentForm
  errors: FormErrors
  /** Who has it now. */
  keep?: string
  onChange: (part: Partial<AssignmentForm>) => void
}

export function Fields({ form, errors, keep, onChange }: Props) {
  const input = (field: 'name' | 'phone' | 'dueDay' | 'dueTime', more: object = {}) => ({
    class: 'input',
    autocomplete: 'off',
    value: form[field],
    onInput: (event: { currentTarget: HTMLInputElement }) => onChange({ [field]: event.currentTarget.value }),
    ...more,
  })
  return (
    <>
      <Field id="assign-person" label={words.person} error={errors.employeeId}>
        {(aria) => (
          <PersonSelect
            id={aria.id}
            value={form.employeeId}
            {...(keep && { keep })}
            invalid={errors.employeeId !== undefined}
            first
            onChange={(employeeId) => onChange({ employeeId })}
          />
        )}
      </Field>
      <Field id="assign-phone" label={words.phone} error={errors.phone}>
        {(aria) => <input {...aria} {...input('phone', { type: 'tel', inputMode: 'tel' })} />}
      </Field>
      <Field id="assign-name" label={words.optional(words.name)} error={errors.name}>
        {(aria) => <input {...aria} {...input('name', { dir: 'auto' })} />}
      </Field>
      <div class="work-pair">
        <Field id="assign-day" label={words.optional(words.dueDay)} error={errors.dueDay}>
          {(aria) => <input {...aria} {...input('dueDay', { type: 'date', min: '2000-01-01', max: '2099-12-31' })} />}
        </Field>
        <Field id="assign-time" label={words.optional(words.dueTime)} hint={words.dueTimeHint} error={errors.dueTime}>
          {(aria) => <input {...aria} {...input('dueTime', { type: 'time' })} />}
        </Field>
      </div>
      <Field id="assign-note" label={words.optional(words.note)} error={errors.note}>
        {(aria) => (
          <textarea
            {...aria}
            class="input"
            dir="auto"
            rows={3}
            value={form.note}
            onInput={(event) => onChange({ note: event.currentTarget.value })}
          />
        )}
      </Field>
      {errors.form && (
        <p class="error" role="alert">
          {errors.form}
        </p>
      )}
    </>
  )
}
