import type { Employee } from '../../contract'
import { desk } from '../../i18n/desk'
import { dayOf } from '../../lib/days'
import { dayShort } from '../../lib/format'
import { Icon, type IconName } from '../icons'
import { timeZone } from '../store'

const words = desk.employees

/** Cognito's TempPasswordValidity, as `infra` sets it. */
const invitationLasts = 7 * 86_400_000

export const invitedAt = ({ invitedAt, createdAt }: Employee): string => invitedAt ?? createdAt

export const invitationExpired = (person: Employee, now = Date.now()): boolean =>
  person.status === 'invited' && now - Date.parse(invitedAt(person)) > invitationLasts

/** Works, and hears of nothing until they open the app. An older server does not say. */
export const isUnreachable = ({ status, reachable }: Employee): boolean => status === 'active' && reachable === false

const icons: Record<Employee['status'], IconName> = { active: 'check', invited: 'wait', disabled: 'off' }

/** Told apart by icon and words, not by colour. */
export function StatusMark({ person }: { person: Employee }) {
  const { status } = person
  const expired = invitationExpired(person)
  const day = dayShort(dayOf(invitedAt(person), timeZone.value))
  return (
    <span class="status-mark" data-status={expired ? 'expired' : status}>
      <Icon name={expired ? 'alert' : icons[status]} size={18} />
      <span>{status !== 'invited' ? words.status[status] : expired ? words.expired(day) : words.invitedSince(day)}</span>
      {isUnreachable(person) && (
        <span class="unheard" role="img" aria-label={desk.person.unreachable} title={desk.person.unreachable}>
          <Icon name="unheard" size={18} />
        </span>
      )}
    </span>
  )
}
