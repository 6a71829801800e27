import { useState } from 'preact/hooks'
import type { Employee, EmployeeChanges } from '../../contract'
import { desk } from '../../i18n/desk'
import { dateTime } from '../../lib/format'
import { ApiError } from '../../session/problem'
import { readablePhone } from '../../ui/readablePhone'
import { toast } from '../../ui/toast'
import { ErasureSection } from '../erasure/ErasureSection'
import { Icon } from '../icons'
import { Confirm, Modal } from '../Modal'
import { dropPerson } from '../people'
import { goTo, manager, timeZone } from '../store'
import { unsaved } from '../unsaved'
import { AccountActions } from './AccountActions'
import { FormFields } from './FormFields'
import type { EmployeeDraft, EmployeeForm } from './fields'
import { changeEmployee } from './requests'
import { StatusMark } from './status'
import { useEmployeeForm } from './useEmployeeForm'

const words = desk.person

const formOf = ({ name, email, phone, role, team }: Employee): EmployeeForm => ({
  name,
  email,
  phone: phone ? readablePhone(phone) : '',
  role,
  team: team ?? '',
})

/** Only what differs: others may have changed the rest meanwhile. */
function changesOf(person: Employee, draft: EmployeeDraft): EmployeeChanges {
  const changes: EmployeeChanges = {}
  if (draft.name !== person.name) changes.name = draft.name
  if (draft.phone !== person.phone) changes.phone = draft.phone
  if (draft.role !== person.role) changes.role = draft.role
  if (draft.team !== person.team) changes.team = draft.team
  return changes
}

export function EmployeeDrawer({ person, onClose }: { person: Employee; onClose: () => void }) {
  /** As it was when the drawer opened, and after each answer: what the form is compared with. */
  const [known, setKnown] = useState(person)
  const [initial, setInitial] = useState(() => formOf(person))
  const [gone, setGone] = useState(false)
  const [asking, setAsking] = useState<EmployeeChanges | undefined>(undefined)
  const { form, change, errors, busy, element, read, attempt } = useEmployeeForm(initial)
  const isMe = person.id === manager.value?.id
  const typed = !gone && (Object.keys(initial) as (keyof EmployeeForm)[]).some((field) => form[field] !== initial[field])

  async function send(changes: EmployeeChanges, close: () => void): Promise<void> {
    const error = await attempt(async () => {
      const answer = await changeEmployee(person.id, changes)
      if (isMe && changes.role === 'employee') {
        unsaved.value = false
        return location.reload()
      }
      if (isMe) manager.value = answer
      setKnown(answer)
      setInitial(form)
      toast(words.saved(answer.name))
      close()
    })
    if (error instanceof ApiError && error.code === 'not-found') setGone(true)
  }

  async function save(event: Event, close: () => void): Promise<void> {
    event.preventDefault()
    const draft = await read()
    if (!draft) return
    const changes = changesOf(known, draft)
    if (Object.keys(changes).length === 0) close()
    else if (isMe && changes.role === 'employee') setAsking(changes)
    else await send(changes, close)
  }

  function closed(): void {
    if (gone) dropPerson(person.id)
    onClose()
  }

  return (
    <Modal title={words.title} kind="drawer" unsaved={typed} busy={busy} onClose={closed}>
      {(close) => (
        <>
          <div class="person-head">
            <bdi class="contact-name" title={person.name}>
              {person.name}
            </bdi>
            {isMe && <span class="tag">{desk.employees.you}</span>}
            <p class="selectable">{person.email}</p>
            <StatusMark person={person} />
          </div>
          <form ref={element} class="stack" noValidate onSubmit={(event) => void save(event, close)}>
            <FormFields
              form={form}
              errors={errors}
              change={change}
              roleNote={form.role !== known.role && !isMe ? words.roleChanges : undefined}
            />
            <div role="alert">
              {errors.form && (
                <p class="error">
                  <Icon name="alert" size={20} />
                  {errors.form}
                </p>
              )}
            </div>
            <button type="submit" class="button" data-kind="primary" data-wide disabled={busy || gone || !typed}>
              {busy ? words.saving : words.save}
            </button>
          </form>
          {!gone && <AccountActions person={person} isMe={isMe} onGone={() => setGone(true)} />}
          {!gone && (
            <ErasureSection
              path={`/employees/${person.id}`}
              name={person.name}
              kind="person"
              mayErase={!isMe}
              onErased={() => {
                dropPerson(person.id)
                close()
              }}
            />
          )}
          <div class="person-foot">
            <p class="hint">{words.added(dateTime(person.createdAt, timeZone.value))}</p>
            <button
              type="button"
              class="button"
              data-kind="plain"
              onClick={() => goTo({ view: 'calls', employeeId: person.id, open: '' })}
            >
              <Icon name="list" size={20} />
              {words.calls}
            </button>
          </div>
          {asking && (
            <Confirm
              title={words.demoteSelf}
              lead={words.demoteSelfText}
              yes={words.demote}
              no={words.keep}
              onAnswer={(yes) => {
                setAsking(undefined)
                if (yes) void send(asking, close)
              }}
            />
          )}
        </>
      )}
    </Modal>
  )
}
