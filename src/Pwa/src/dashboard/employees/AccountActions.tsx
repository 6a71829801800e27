import { useState } from 'preact/hooks'
import type { Employee } from '../../contract'
import { desk } from '../../i18n/desk'
import { dateTime } from '../../lib/format'
import { ApiError } from '../../session/problem'
import { Icon } from '../icons'
import { Confirm } from '../Modal'
import { readPeople } from '../people'
import { Said, useSaid } from '../Said'
import { timeZone } from '../store'
import { unsaved } from '../unsaved'
import { errorsOf } from './errors'
import { changeEmployee, resendInvitation } from './requests'
import { invitationExpired, invitedAt, isUnreachable } from './status'

const words = desk.person

interface Props {
  person: Employee
  isMe: boolean
  onGone: () => void
}

/** Inviting again, disabling, enabling: what concerns signing in. */
export function AccountActions({ person, isMe, onGone }: Props) {
  const [busy, setBusy] = useState<'resend' | 'status' | undefined>(undefined)
  const [asking, setAsking] = useState(false)
  const [done, setDone] = useSaid()
  const [problem, setProblem] = useSaid(person.name)
  const enabling = person.status === 'disabled'

  async function attempt(kind: 'resend' | 'status', work: () => Promise<string>): Promise<void> {
    setBusy(kind)
    setDone('')
    setProblem('')
    try {
      setDone(await work())
    } catch (error) {
      const { form, ...fields } = errorsOf(error)
      setProblem(form ?? Object.values(fields)[0] ?? '')
      if (error instanceof ApiError && error.code === 'not-found') onGone()
      // Somebody signed in or was disabled meanwhile: show them as they are now.
      if (error instanceof ApiError && error.code === 'not-invited') await readPeople()
    } finally {
      setBusy(undefined)
    }
  }

  const resend = () =>
    attempt('resend', async () => {
      await resendInvitation(person.id)
      return words.resent(person.email)
    })
  const setStatus = () =>
    attempt('status', async () => {
      const { name } = await changeEmployee(person.id, { status: enabling ? 'active' : 'disabled' })
      if (isMe) {
        unsaved.value = false
        location.reload()
      }
      return enabling ? words.enabled(name) : words.disabled(name)
    })

  return (
    <section class="stack account" aria-labelledby="account-title">
      <h3 id="account-title">{words.account}</h3>
      <p class="hint">{stateOf(person)}</p>
      {isUnreachable(person) && <p class="hint">{words.unreachable}</p>}
      <Said done={done} problem={problem} />
      {person.status === 'invited' && (
        <button type="button" class="button" disabled={busy !== undefined} onClick={() => void resend()}>
          <Icon name="mail" size={20} />
          {busy === 'resend' ? words.resending : words.resend}
        </button>
      )}
      <button
        type="button"
        class="button"
        data-kind={enabling ? undefined : 'danger'}
        disabled={busy !== undefined}
        onClick={() => setAsking(true)}
      >
        <Icon name={enabling ? 'check' : 'off'} size={20} />
        {enabling ? words.enable : words.disable}
      </button>
      {asking && (
        <Confirm
          title={enabling ? words.enableTitle(person.name) : isMe ? words.disableSelf : words.disableTitle(person.name)}
          lead={enabling ? words.enableText : isMe ? words.disableSelfText : words.disableText}
          yes={enabling ? words.enable : words.disable}
          no={words.keep}
          danger={!enabling}
          onAnswer={(yes) => {
            setAsking(false)
            if (yes) void setStatus()
          }}
        />
      )}
    </section>
  )
}

function stateOf(person: Employee): string {
  if (person.status === 'active') return words.isActive
  if (person.status === 'disabled') return words.isDisabled
  const when = dateTime(invitedAt(person), timeZone.value)
  return invitationExpired(person) ? words.isExpired(when) : words.isInvited(when)
}
