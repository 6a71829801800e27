import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Employee } from '../../contract'
import { desk } from '../../i18n/desk'
import { ApiError } from '../../session/problem'
import { Icon } from '../icons'
import { Modal } from '../Modal'
import { keepPeople } from '../people'
import { goTo } from '../store'
import { FormFields } from './FormFields'
import type { EmployeeDraft, EmployeeForm } from './fields'
import { InstallCode } from './InstallCode'
import { inviteEmployee } from './requests'
import { useEmployeeForm } from './useEmployeeForm'

const words = desk.invite
const blank: EmployeeForm = { name: '', email: '', phone: '', role: 'employee', team: '' }

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [invited, setInvited] = useState<Employee | undefined>(undefined)
  const [typed, setTyped] = useState(false)
  const [sending, setSending] = useState(false)
  // The next one is often of the same team.
  const [team, setTeam] = useState('')
  return (
    <Modal title={words.title} kind="sheet" unsaved={typed && !invited} busy={sending && !invited} onClose={onClose}>
      {(close) =>
        invited ? (
          <Invited person={invited} onAnother={() => setInvited(undefined)} onDone={close} />
        ) : (
          <Form
            team={team}
            onTyped={setTyped}
            onBusy={setSending}
            onInvited={(person) => {
              setTyped(false)
              setTeam(person.team ?? '')
              setInvited(person)
            }}
          />
        )
      }
    </Modal>
  )
}

interface FormProps {
  team: string
  onTyped: (typed: boolean) => void
  onBusy: (busy: boolean) => void
  onInvited: (person: Employee) => void
}

function Form({ team, onTyped, onBusy, onInvited }: FormProps) {
  const { form, change, errors, busy, element, read, attempt } = useEmployeeForm({ ...blank, team })
  const [taken, setTaken] = useState<Employee | undefined>(undefined)
  /** Addresses whose request got no reply: it may have worked. */
  const unsure = useRef(new Set<string>())
  useLayoutEffect(() => onBusy(busy), [busy])
  useLayoutEffect(() => element.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [])

  async function request(draft: EmployeeDraft): Promise<Employee> {
    try {
      return await inviteEmployee(draft)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { employee } = error.problem
      if (error.status === 0 || error.status >= 500) unsure.current.add(draft.email)
      if (!employee) throw error
      keepPeople([employee])
      // The earlier attempt did work.
      if (employee.status === 'invited' && unsure.current.has(draft.email)) return employee
      setTaken(employee)
      throw error
    }
  }

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    setTaken(undefined)
    const draft = await read()
    if (draft) await attempt(async () => onInvited(await request(draft)))
  }

  return (
    <form ref={element} class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <FormFields
        isNew
        form={form}
        errors={errors}
        change={(part) => {
          onTyped(true)
          change(part)
        }}
      />
      {taken && errors.email && (
        <div class="notice" role="status">
          <Icon name="person" size={20} />
          <div>
            <bdi>{taken.name}</bdi>
            <button type="button" class="button" onClick={() => goTo({ open: taken.id })}>
              {words.show}
            </button>
          </div>
        </div>
      )}
      <div role="alert">
        {errors.form && (
          <p class="error">
            <Icon name="alert" size={20} />
            {errors.form}
          </p>
        )}
      </div>
      <button type="submit" class="button" data-kind="primary" data-size="large" data-wide disabled={busy}>
        {busy ? words.busy : words.submit}
      </button>
    </form>
  )
}

function Invited({ person, onAnother, onDone }: { person: Employee; onAnother: () => void; onDone: () => void }) {
  const another = useRef<HTMLButtonElement>(null)
  // The form that had the focus is gone.
  useLayoutEffect(() => another.current?.focus(), [])
  return (
    <>
      <div class="notice" role="status">
        <Icon name="check" size={20} />
        <div>
          <strong dir="auto">{words.done(person.name)}</strong>
          <p>{words.doneHint(person.email)}</p>
        </div>
      </div>
      <p>{words.scan}</p>
      <InstallCode />
      <div class="modal-actions">
        <button ref={another} type="button" class="button" data-kind="primary" onClick={onAnother}>
          {words.another}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {words.finish}
        </button>
      </div>
    </>
  )
}
