import { useRef, useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { Length, Remarks } from '../app/callParts'
import { type FormErrors, type FormState, readForm } from '../app/draft'
import type { CallStatus } from '../contract'
import { text } from '../i18n'
import { calling as words } from '../i18n/calling'
import { time } from '../lib/format'
import { isFull } from '../sync/db'
import { atTap } from '../ui/atTap'
import { CallIcon, Icon } from '../ui/icons'
import { Later } from '../ui/Later'
import { readablePhone } from '../ui/readablePhone'
import { toast } from '../ui/toast'
import { confirmCall, notCalled } from './answers'
import { aside, dial, resume } from './calls'
import { joined, useKept } from './kept'
import { answerOf, estimate, type PendingCall, startOf } from './pending'
import { Sheet } from './Sheet'

const inCall = () => import('../recording/InCall').then((module) => module.InCall)

interface Props {
  call: PendingCall
  /** Further calls that wait. */
  more: number
  /** Nothing of the account is shown, and what was typed before neither. */
  isLocked: boolean
}

/** The question after a call: everything is filled in, one tap saves it, and nothing is logged without that tap. */
export function AfterCall({ call, more, isLocked }: Props) {
  const [opened] = useState<FormState>(() => (!isLocked && call.answer) || answerOf(call))
  const [form, setForm] = useState(opened)
  const [errors, setErrors] = useState<FormErrors>({})
  const element = useRef<HTMLFormElement>(null)
  const edit = (part: Partial<FormState>) => setForm((before) => ({ ...before, ...part }))
  const before = useRef<FormState | undefined>(undefined)
  // The sheet that the lock closed may still be writing what it held.
  if (isLocked && form === opened) before.current = call.answer
  const keep = useKept(call.id, form, opened, before)

  async function save(again: boolean): Promise<void> {
    const answer = before.current ? joined(before.current, form) : form
    const read = readForm(answer, Date.now(), { id: call.id, zone: timeZone() })
    if (read.errors) {
      setErrors(read.errors)
      requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    keep.current = false
    try {
      await confirmCall(call, read.draft, answer)
    } catch (error) {
      keep.current = true
      if (!isFull(error)) throw error
      return toast(text.log.full)
    }
    if (again) await dial(call.phone, call.name, call.assignmentId)
  }

  function close(): void {
    aside.value = true
  }

  return (
    <Sheet title={words.title} closeLabel={words.later} onClose={close}>
      <form
        ref={element}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save(false)
        }}
      >
        <Who call={call} isLocked={isLocked} />
        <StatusChoice form={form} change={edit} />
        {form.kind?.status === 'completed' && (
          <fieldset class="stack" aria-describedby="estimate">
            <Length form={form} change={edit} invalid={errors.length} />
            <p id="estimate" class="hint">
              {estimate(call) > 0 ? words.estimate : words.noEstimate}
            </p>
          </fieldset>
        )}
        <Remarks form={form} change={edit} />
        {!form.private && <Later load={inCall} props={{ callId: call.id }} />}
        <div class="answers">
          <button type="submit" class="button" data-kind="primary" data-size="large" data-wide onTouchEnd={atTap}>
            {words.save}
          </button>
          <button type="button" class="button" data-wide onClick={() => void save(true)}>
            <Icon name="phone" size={20} />
            {words.saveAndCall}
          </button>
          <div>
            <button type="button" class="button" data-kind="plain" onClick={() => void resume(call.id)}>
              {words.stillOn}
            </button>
            <button
              type="button"
              class="button"
              data-kind="plain"
              onClick={() => {
                keep.current = false
                void notCalled(call)
              }}
            >
              {words.notCalled}
            </button>
          </div>
        </div>
        {more > 0 && <p class="hint">{words.more(more)}</p>}
      </form>
    </Sheet>
  )
}

function Who({ call, isLocked }: { call: PendingCall; isLocked: boolean }) {
  const when = time(new Date(startOf(call)).toISOString(), timeZone())
  return (
    <div class="who">
      {isLocked ? <p>{words.lockedWho}</p> : <bdi class="who-name">{call.name ?? readablePhone(call.phone)}</bdi>}
      <p class="hint">
        {!isLocked && call.name && (
          <>
            <bdi>{readablePhone(call.phone)}</bdi>
            {' · '}
          </>
        )}
        {words.at(when)}
      </p>
    </div>
  )
}

const statuses: CallStatus[] = ['completed', 'missed', 'rejected']

function StatusChoice({ form, change }: { form: FormState; change: (part: Partial<FormState>) => void }) {
  return (
    <fieldset class="statuses">
      <legend class="visually-hidden">{words.status}</legend>
      {statuses.map((status) => (
        <label key={status} class="choice" data-status={status}>
          <input
            type="radio"
            name="status"
            class="visually-hidden"
            checked={form.kind?.status === status}
            onChange={() => change({ kind: { callType: 'outgoing', status } })}
          />
          <CallIcon callType="outgoing" status={status} />
          <span>{words[status]}</span>
        </label>
      ))}
    </fieldset>
  )
}
