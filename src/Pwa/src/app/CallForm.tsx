import { useEffect, useRef, useState } from 'preact/hooks'
import { completed } from '../calling/complete'
import type { Call, CallStatus, CallType } from '../contract'
import { text } from '../i18n'
import { wallTime } from '../lib/days'
import { duration } from '../lib/format'
import { isFull } from '../sync/db'
import { newId } from '../sync/identity'
import { callById } from '../sync/queries'
import { atTap } from '../ui/atTap'
import { Field } from '../ui/Field'
import { CallIcon, Icon } from '../ui/icons'
import { toast } from '../ui/toast'
import { account, me, timeZone } from './account'
import { edit, log } from './actions'
import { ContactFields } from './ContactFields'
import { blankForm, type FormErrors, type FormState, formOf, readForm, type WhenError } from './draft'
import { focusFault } from './focusFault'
import { type TypedForm, useKeptForm } from './keptForm'
import { locked } from './lock'
import { leaveFor } from './navigation'
import { to } from './routes'
import { reportUnlessLocked } from './useQuery'

const words = text.log

const main: [CallType, CallStatus][] = [
  ['outgoing', 'completed'],
  ['outgoing', 'missed'],
  ['incoming', 'completed'],
  ['incoming', 'missed'],
]
const rare: [CallType, CallStatus][] = [
  ['incoming', 'rejected'],
  ['outgoing', 'rejected'],
]
const quickLengths = [30, 60, 120, 300, 600, 1_200, 1_800]
const quickTimes = [5, 15, 60]

/** Logs a new call, or edits the one with `id`. Three taps: open, what happened, save. */
export function CallForm({ id }: { id: string | undefined }) {
  const [existing, setExisting] = useState<Call | undefined>(undefined)
  const [opened, setOpened] = useState<FormState | undefined>(id ? undefined : blankForm)
  const [errors, setErrors] = useState<FormErrors>({})
  const kept = useKeptForm(id ?? 'new', opened, !id)
  const { form, change } = kept
  const element = useRef<HTMLFormElement>(null)
  const saving = useRef(false)

  useEffect(() => {
    if (id && !locked.peek()) load(id).catch(reportUnlessLocked)
  }, [id])

  async function load(callId: string): Promise<void> {
    const current = account.value
    if (!current) return
    const facts = await callById(current.reads, callId)
    if (!facts || facts.record.view.deleted) return leaveFor(to.history)
    setExisting(facts.record.view)
    setOpened(formOf(facts.record.view, timeZone()))
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (saving.current) return
    saving.current = true
    await save().finally(() => {
      saving.current = false
    })
  }

  async function save(): Promise<void> {
    const typed = form.phone !== (existing?.contactPhone ?? '')
    const phone = typed ? await completed(form.phone) : form.phone
    const read = readForm({ ...form, phone }, Date.now(), { id: existing?.id ?? newId(), existing, zone: timeZone() })
    if (read.errors) {
      setErrors(read.errors)
      focusFault(element.current)
      return
    }
    let id = ''
    try {
      await kept.saving(async (forget) => {
        if (existing) id = await edit(existing, read.draft, forget)
        else await log(read.draft, read.startTyped, undefined, forget)
      })
    } catch (error) {
      if (!isFull(error)) throw error
      return toast(words.full)
    }
    leaveFor(id ? to.call(id) : to.home)
  }

  if (id && !existing) return null
  return (
    <form ref={element} class="call-form stack" noValidate onSubmit={submit}>
      <div class="heading with-back">
        <a class="icon-button" href={existing ? to.call(existing.id) : to.home} aria-label={text.back}>
          <Icon name="back" />
        </a>
        <h1>{id ? words.editTitle : words.title}</h1>
      </div>
      <Earlier kept={kept} />
      <KindChoice form={form} change={change} invalid={errors.kind} />
      {form.kind?.status === 'completed' && <Length form={form} change={change} invalid={errors.length} />}
      <ContactFields form={form} change={change} phoneInvalid={errors.phone} />
      <When form={form} change={change} invalid={errors.when} />
      <Remarks form={form} change={change} />
      <div class="pinned">
        <button type="submit" class="button" data-kind="primary" data-size="large" data-wide onTouchEnd={atTap}>
          {id ? words.saveEdit : words.save}
        </button>
      </div>
    </form>
  )
}

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

export interface PartProps {
  form: FormState
  change: (part: Partial<FormState>) => void
  invalid?: true | undefined
}

type WhenProps = Omit<PartProps, 'invalid'> & { invalid: WhenError | undefined }

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
        <input
          type="checkbox"
          checked={form.private}
          aria-describedby="private-why"
          onChange={(event) => change({ private: event.currentTarget.checked })}
        />
        <span>
          {words.private}
          <span id="private-why" class="hint">
            {words.privateWhy}
          </span>
        </span>
      </label>
    </>
  )
}

function KindChoice({ form, change, invalid }: PartProps) {
  const choice =
    (rank: 'big' | 'small') =>
    ([callType, status]: [CallType, CallStatus]) => (
      <label key={callType + status} class="choice" data-rank={rank} data-status={status}>
        <input
          type="radio"
          name="kind"
          class="visually-hidden"
          checked={form.kind?.callType === callType && form.kind.status === status}
          onChange={() => change({ kind: { callType, status } })}
        />
        <CallIcon callType={callType} status={status} size={rank === 'big' ? 30 : 20} />
        <span>{text.kind[`${callType}-${status}`]}</span>
      </label>
    )
  return (
    <fieldset data-invalid={invalid} aria-describedby={invalid && 'kind-error'}>
      <legend class="visually-hidden">{words.what}</legend>
      <div class="choices">
        {main.map(choice('big'))}
        {rare.map(choice('small'))}
      </div>
      {invalid && (
        <p id="kind-error" class="error" role="alert">
          {words.whatMissing}
        </p>
      )}
    </fieldset>
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
        <Field id="started" label={words.startedAt} error={invalid && words.whenInvalid[invalid]}>
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
