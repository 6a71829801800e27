import { text } from '../i18n'
import { wallTime } from '../lib/days'
import { duration } from '../lib/format'
import { Field } from '../ui/Field'
import { Icon } from '../ui/icons'
import { me, timeZone } from './account'
import type { FormState, WhenError } from './draft'
import type { TypedForm } from './keptForm'
import { otherClocks } from './otherClocks'

/** What all forms of a call have in common. */

const words = text.log

const quickLengths = [30, 60, 120, 300, 600, 1_200, 1_800]
const quickTimes = [5, 15, 60]

export interface PartProps {
  form: FormState
  change: (part: Partial<FormState>) => void
  invalid?: true | undefined
}

type WhenProps = Omit<PartProps, 'invalid'> & { invalid: WhenError | undefined }

/** Says that something typed earlier is back, and gives it up. */
export function Earlier({ kept }: { kept: TypedForm }) {
  if (!kept.earlier) return null
  const isBack = kept.earlier === 'restored'
  return (
    <div class="notice earlier">
      <Icon name="edit" size={20} />
      <p role="status">{isBack ? words.restored : words.givenUp}</p>
      <button type="button" class="button" data-kind="plain" onClick={isBack ? kept.startAnew : kept.undo}>
        {isBack ? words.startAnew : text.undo}
      </button>
    </div>
  )
}

/** What nobody has to fill in. */
export function Remarks({ form, change }: PartProps) {
  return (
    <>
      <Outcome form={form} change={change} />
      <Field id="notes" label={words.notes}>
        {(aria) => (
          <textarea
            {...aria}
            class="input"
            rows={3}
            maxLength={10_000}
            dir="auto"
            value={form.notes}
            onInput={(event) => change({ notes: event.currentTarget.value })}
          />
        )}
      </Field>
      <label class="switch">
        <input type="checkbox" checked={form.private} onChange={(event) => change({ private: event.currentTarget.checked })} />
        <span>
          {words.private}
          <span class="hint">{words.privateWhy}</span>
        </span>
      </label>
    </>
  )
}

export function Length({ form, change, invalid }: PartProps) {
  const set = (seconds: number) => change({ minutes: String(Math.floor(seconds / 60)), seconds: String(seconds % 60) })
  const current = Number(form.minutes) * 60 + Number(form.seconds)
  const part = (field: 'minutes' | 'seconds', label: string) => (
    <label class="number-part">
      <input
        class="input"
        inputMode="numeric"
        maxLength={4}
        placeholder="0"
        value={form[field]}
        aria-invalid={invalid}
        aria-describedby={invalid && 'length-error'}
        onInput={(event) => change({ [field]: event.currentTarget.value })}
      />
      <span>{label}</span>
    </label>
  )
  return (
    <fieldset class="group">
      <legend class="group-label">{words.length}</legend>
      <div class="chips" data-scroll>
        {quickLengths.map((seconds) => (
          <button key={seconds} type="button" class="chip" aria-pressed={current === seconds} onClick={() => set(seconds)}>
            {duration(seconds)}
          </button>
        ))}
      </div>
      <div class="number-parts">
        {part('minutes', words.minutes)}
        {part('seconds', words.seconds)}
      </div>
      {invalid && (
        <p id="length-error" class="error" role="alert">
          {words.lengthInvalid}
        </p>
      )}
    </fieldset>
  )
}

export function When({ form, change, invalid }: WhenProps) {
  const chip = (label: string, pressed: boolean, when: FormState['when']) => (
    <button key={label} type="button" class="chip" aria-pressed={pressed} onClick={() => change({ when })}>
      {label}
    </button>
  )
  return (
    <fieldset class="group">
      <legend class="group-label">{words.when}</legend>
      <div class="chips" data-scroll>
        {chip(words.now, form.when === null, null)}
        {quickTimes.map((minutes) => chip(words.ago(minutes), form.when === minutes, minutes))}
        {chip(words.pick, typeof form.when === 'string', wallTime(Date.now(), timeZone()))}
      </div>
      {typeof form.when === 'string' && (
        <Field id="started" label={words.startedAt} hint={otherClocks()} error={invalid && words.whenInvalid[invalid]}>
          {(aria) => (
            <input
              {...aria}
              class="input"
              type="datetime-local"
              value={form.when as string}
              onInput={(event) => change({ when: event.currentTarget.value })}
            />
          )}
        </Field>
      )}
    </fieldset>
  )
}

function Outcome({ form, change }: PartProps) {
  const known = me.value?.organisation.outcomes ?? []
  const offered = form.outcome && !known.includes(form.outcome) ? [...known, form.outcome] : known
  if (offered.length === 0) return null
  return (
    <fieldset class="group">
      <legend class="group-label">{words.outcome}</legend>
      <div class="chips">
        {offered.map((outcome) => (
          <button
            key={outcome}
            type="button"
            class="chip"
            dir="auto"
            aria-pressed={form.outcome === outcome}
            onClick={() => change({ outcome: form.outcome === outcome ? null : outcome })}
          >
            {outcome}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
