import { useEffect, useRef, useState } from 'preact/hooks'
import { completed } from '../calling/complete'
import type { Call, CallStatus, CallType } from '../contract'
import { text } from '../i18n'
import { newId } from '../lib/uuid'
import { isFull } from '../sync/db'
import { callById } from '../sync/queries'
import { atTap } from '../ui/atTap'
import { CallIcon, Icon } from '../ui/icons'
import { toast } from '../ui/toast'
import { account, timeZone } from './account'
import { edit, log } from './actions'
import { ContactFields } from './ContactFields'
import { Earlier, Length, type PartProps, Remarks, When } from './callParts'
import { blankForm, type FormErrors, type FormState, formOf, readForm } from './draft'
import { focusFault } from './focusFault'
import { useKeptForm } from './keptForm'
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
