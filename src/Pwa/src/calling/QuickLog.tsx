import { useRef, useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { log } from '../app/actions'
import { ContactFields } from '../app/ContactFields'
import { Earlier, Length, Remarks, When } from '../app/callParts'
import { blankForm, type FormErrors, type FormState, readForm } from '../app/draft'
import { useKeptForm } from '../app/keptForm'
import type { CallStatus } from '../contract'
import { text } from '../i18n'
import { calling as words } from '../i18n/calling'
import { newId } from '../lib/uuid'
import { isFull } from '../sync/db'
import { atTap } from '../ui/atTap'
import { Icon } from '../ui/icons'
import { toast } from '../ui/toast'
import { ContactPicker } from './ContactPicker'
import { dial } from './calls'
import { completed } from './complete'
import { Sheet } from './Sheet'

/** A call that came in: what happened is known from the button, so that one more tap saves it. */
export function QuickLog({ status, onClose }: { status: CallStatus; onClose: () => void }) {
  const [opened] = useState<FormState>({ ...blankForm, kind: { callType: 'incoming', status } })
  const kept = useKeptForm(`incoming-${status}`, opened, true)
  const { form, change: edit } = kept
  const [errors, setErrors] = useState<FormErrors>({})
  const saving = useRef(false)
  const element = useRef<HTMLFormElement>(null)

  async function save(callBack: boolean): Promise<void> {
    if (saving.current) return
    saving.current = true
    await store(callBack).finally(() => {
      saving.current = false
    })
  }

  async function store(callBack: boolean): Promise<void> {
    const phone = await completed(form.phone)
    const read = readForm({ ...form, phone }, Date.now(), { id: newId(), zone: timeZone() })
    if (read.errors) {
      setErrors(read.errors)
      requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    try {
      await kept.saving((forget) => log(read.draft, read.startTyped, undefined, forget))
    } catch (error) {
      if (!isFull(error)) throw error
      return toast(text.log.full)
    }
    onClose()
    const { contactPhone, contactName } = read.draft
    if (callBack && contactPhone) await dial(contactPhone, contactName)
  }

  return (
    <Sheet title={status === 'missed' ? words.missedCall : words.incoming} closeLabel={text.close} onClose={onClose}>
      <form
        ref={element}
        class="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save(false)
        }}
      >
        <Earlier kept={kept} />
        <ContactFields form={form} change={edit} phoneInvalid={errors.phone} />
        <ContactPicker onPick={edit} />
        {status === 'completed' && <Length form={form} change={edit} invalid={errors.length} />}
        <When form={form} change={edit} invalid={errors.when} />
        <Remarks form={form} change={edit} />
        <div class="answers">
          <button type="submit" class="button" data-kind="primary" data-size="large" data-wide onTouchEnd={atTap}>
            {words.save}
          </button>
          {form.phone.trim() !== '' && (
            <button type="button" class="button" data-wide onClick={() => void save(true)}>
              <Icon name="phone" size={20} />
              {status === 'missed' ? words.saveAndCallBack : words.saveAndCall}
            </button>
          )}
        </div>
      </form>
    </Sheet>
  )
}
