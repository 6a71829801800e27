import '../styles/live.css'
import { useRef, useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { ContactFields } from '../app/ContactFields'
import { Length, Remarks } from '../app/callParts'
import { type FormErrors, type FormState, readForm } from '../app/draft'
import { focusFault } from '../app/focusFault'
import { confirmCall, notCalled } from '../calling/answers'
import { aside } from '../calling/calls'
import { completed } from '../calling/complete'
import { joined, useKept } from '../calling/kept'
import { answerOf, type PendingCall } from '../calling/pending'
import { Sheet } from '../calling/Sheet'
import type { CallStatus, CallType } from '../contract'
import { text } from '../i18n'
import { live as words } from '../i18n/live'
import { time } from '../lib/format'
import { isFull } from '../sync/db'
import { atTap } from '../ui/atTap'
import { CallIcon } from '../ui/icons'
import { toast } from '../ui/toast'

interface Props {
  call: PendingCall
  isLocked: boolean
}

const kinds: [CallType, CallStatus][] = [
  ['incoming', 'completed'],
  ['outgoing', 'completed'],
  ['incoming', 'missed'],
  ['outgoing', 'missed'],
]

/** The question after a call that was noticed: its bounds are filled in, and who it was with only the person knows. */
export function AfterDetected({ call, isLocked }: Props) {
  const [opened] = useState<FormState>(() => (!isLocked && call.answer) || answerOf(call))
  const [form, setForm] = useState(opened)
  const [errors, setErrors] = useState<FormErrors>({})
  const element = useRef<HTMLFormElement>(null)
  const edit = (part: Partial<FormState>) => setForm((before) => ({ ...before, ...part }))
  const before = useRef<FormState | undefined>(undefined)
  // The sheet that the lock closed may still be writing what it held.
  if (isLocked && form === opened) before.current = call.answer
  const keep = useKept(call.id, form, opened, before)

  async function save(): Promise<void> {
    const answer = before.current ? joined(before.current, form) : form
    const phone = await completed(answer.phone)
    const read = readForm({ ...answer, phone }, Date.now(), { id: call.id, zone: timeZone() })
    if (read.errors) {
      setErrors(read.errors)
      focusFault(element.current)
      return
    }
    keep.current = false
    try {
      await confirmCall(call, read.draft, answer)
    } catch (error) {
      keep.current = true
      if (!isFull(error)) throw error
      toast(text.log.full)
    }
  }

  return (
    <Sheet
      title={words.sheetTitle}
      closeLabel={words.later}
      onClose={() => {
        aside.value = true
      }}
    >
      <form
        ref={element}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <When call={call} />
        <Direction form={form} change={edit} invalid={errors.kind} />
        {form.kind?.status === 'completed' && (
          <div class="stack">
            <Length form={form} change={edit} invalid={errors.length} />
            <p class="hint">{words.estimate}</p>
          </div>
        )}
        <ContactFields form={form} change={edit} phoneInvalid={errors.phone} />
        <Remarks form={form} change={edit} />
        <div class="answers">
          <button type="submit" class="button" data-kind="primary" data-size="large" data-wide onTouchEnd={atTap}>
            {words.save}
          </button>
          <button
            type="button"
            class="button"
            data-wide
            onClick={() => {
              keep.current = false
              void notCalled(call)
            }}
          >
            {words.notCall}
          </button>
        </div>
      </form>
    </Sheet>
  )
}

function When({ call: { dialledAt, endedAt = dialledAt, detected } }: { call: PendingCall }) {
  const at = (moment: number) => time(new Date(moment).toISOString(), timeZone())
  return (
    <div class="who">
      <p class="who-name">{words.from(at(dialledAt), at(endedAt))}</p>
      <p class="hint">{words.draftCause[detected?.cause ?? 'voice']}</p>
    </div>
  )
}

interface DirectionProps {
  form: FormState
  change: (part: Partial<FormState>) => void
  invalid: true | undefined
}

function Direction({ form, change, invalid }: DirectionProps) {
  return (
    <fieldset data-invalid={invalid} aria-describedby={invalid && 'direction-error'}>
      <legend class="visually-hidden">{words.direction}</legend>
      <div class="choices">
        {kinds.map(([callType, status]) => (
          <label key={callType + status} class="choice" data-status={status}>
            <input
              type="radio"
              name="direction"
              class="visually-hidden"
              checked={form.kind?.callType === callType && form.kind.status === status}
              onChange={() => change({ kind: { callType, status } })}
            />
            <CallIcon callType={callType} status={status} />
            <span>{text.kind[`${callType}-${status}`]}</span>
          </label>
        ))}
      </div>
      {invalid && (
        <p id="direction-error" class="error" role="alert">
          {words.directionMissing}
        </p>
      )}
    </fieldset>
  )
}
