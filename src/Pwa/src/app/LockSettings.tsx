import { useEffect, useRef, useState } from 'preact/hooks'
import { text } from '../i18n'
import { access } from '../i18n/access'
import { type PinState, pinProblem, pinState, removePin, setPin } from '../lock/pin'
import { Field } from '../ui/Field'
import { Icon } from '../ui/icons'
import { KeypadIcon } from '../ui/KeypadIcon'
import { toast } from '../ui/toast'
import { account, me } from './account'
import { lock } from './lock'

const words = access.security

export function LockSettings() {
  const employeeId = account.value?.employee.id
  const [pin, setState] = useState<PinState | undefined>(undefined)
  const [editing, setEditing] = useState(false)
  const minutes = me.value?.organisation.lockMinutes ?? 0
  const unprepared = pin === 'none' && !me.value?.passkeys?.length
  const read = () => void (employeeId && pinState(employeeId).then(setState))
  useEffect(read, [employeeId])

  async function remove(): Promise<void> {
    await removePin()
    toast(words.pinRemoved)
    read()
  }

  if (!employeeId || !pin) return null
  return (
    <section class="card stack" data-padded aria-labelledby="lock">
      <h2 id="lock">{words.lock}</h2>
      <p>{minutes > 0 ? words.lockAfter(minutes) : words.lockNever}</p>
      {unprepared && (
        <div class="notice" data-tone="caution">
          <Icon name="alert" size={20} />
          <span>{words.recommend}</span>
        </div>
      )}
      <p class="hint">{pin === 'none' ? words.pinHint : pin === 'ready' ? words.pinOn : words.pinDisabled}</p>
      {editing ? (
        <PinEditor
          employeeId={employeeId}
          onDone={() => {
            setEditing(false)
            read()
          }}
        />
      ) : (
        <div class="chips">
          <button type="button" class="button" onClick={() => setEditing(true)}>
            <KeypadIcon size={20} />
            {pin === 'none' ? words.pinSet : words.pinChange}
          </button>
          {pin !== 'none' && (
            <button type="button" class="button" onClick={() => void remove()}>
              {words.pinRemove}
            </button>
          )}
          <button type="button" class="button" onClick={() => void lock.lock()}>
            <Icon name="lock" size={20} />
            {words.lockNow}
          </button>
        </div>
      )}
      <p class="hint">{words.notEncryption}</p>
    </section>
  )
}

function PinEditor({ employeeId, onDone }: { employeeId: string; onDone: () => void }) {
  const [errors, setErrors] = useState<{ pin?: string; again?: string }>({})
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    if (busy) return
    const data = new FormData(form.current ?? undefined)
    const pin = String(data.get('pin') ?? '')
    const problem = pinProblem(pin)
    const found = problem ? { pin: words.pinProblems[problem] } : pin === data.get('again') ? {} : { again: words.pinDiffers }
    setErrors(found)
    const [wrong] = Object.keys(found)
    if (wrong) return form.current?.querySelector<HTMLInputElement>(`[name=${wrong}]`)?.focus()
    setBusy(true)
    await setPin(employeeId, pin)
    toast(words.pinSaved)
    onDone()
  }

  const field = (name: 'pin' | 'again', label: string) => (
    <Field id={name} label={label} error={errors[name]}>
      {(aria) => (
        <input {...aria} class="input" name={name} type="password" inputMode="numeric" autocomplete="off" maxLength={12} />
      )}
    </Field>
  )
  return (
    <form ref={form} class="stack" noValidate onSubmit={submit}>
      {field('pin', words.pinNew)}
      {field('again', words.pinAgain)}
      <div class="chips">
        <button type="submit" class="button" data-kind="primary" aria-disabled={busy}>
          {busy ? access.signIn.busy : words.pinSave}
        </button>
        <button type="button" class="button" data-kind="plain" onClick={onDone}>
          {text.cancel}
        </button>
      </div>
    </form>
  )
}
