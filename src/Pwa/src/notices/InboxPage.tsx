import '../styles/notices.css'
import { account, firstPull, saved, tally, timeZone } from '../app/account'
import { SkeletonRows } from '../app/Home'
import { useQuery } from '../app/useQuery'
import { useToday } from '../app/useToday'
import type { NoticeKind } from '../contract'
import { notices as words } from '../i18n/notices'
import { dayOf } from '../lib/days'
import { dayName, time } from '../lib/format'
import { Icon, type IconName } from '../ui/icons'
import { PushOffer } from './PushOffer'
import { inbox, markRead, type StoredNotice } from './store'
import { textOf } from './texts'

const iconOf: Record<NoticeKind, IconName> = {
  assignment: 'phone',
  target: 'chart',
  performance: 'chart',
  announcement: 'megaphone',
  'missed-call': 'alert',
}

/** Everything that the person was told, whether or not this phone shows notifications. */
export function InboxPage() {
  const notices = useQuery(inbox)

  async function readAll(): Promise<void> {
    if (account.value && (await markRead(account.value.db))) await saved()
  }

  return (
    <div class="stack">
      <h1>{words.title}</h1>
      <PushOffer />
      {tally.value.unread > 0 && (
        <div>
          <button type="button" class="button" onClick={() => void readAll()}>
            <Icon name="check" size={20} />
            {words.readAll}
          </button>
        </div>
      )}
      {!notices || (firstPull.value && notices.length === 0) ? <SkeletonRows /> : <List notices={notices} />}
    </div>
  )
}

function List({ notices }: { notices: StoredNotice[] }) {
  const zone = timeZone()
  const today = useToday(zone)
  if (notices.length === 0) {
    return (
      <div class="card empty">
        <Icon name="bell" size={40} />
        <strong>{words.empty}</strong>
        <p>{words.emptyHint}</p>
      </div>
    )
  }
  return (
    <ul class="card rows notices" aria-label={words.list}>
      {notices.map((stored) => (
        <li key={stored.id}>
          <Row stored={stored} today={today} zone={zone} />
        </li>
      ))}
    </ul>
  )
}

function Row({ stored: { id, notice, unread }, today, zone }: { stored: StoredNotice; today: string; zone: string }) {
  const { title, body } = textOf(notice)
  const day = dayOf(notice.at, zone)
  return (
    <a class="notice-row" href={`#/inbox/${id}`} data-unread={unread ? true : undefined}>
      <Icon name={iconOf[notice.kind] ?? 'bell'} />
      <span>
        <strong>
          <bdi>{title}</bdi>
        </strong>
        {body && (
          <span class="hint">
            <bdi>{body}</bdi>
          </span>
        )}
      </span>
      <span class="notice-when">
        <span>{day === today ? time(notice.at, zone) : dayName(day, today)}</span>
        {unread && <span class="notice-new">{words.unread}</span>}
      </span>
    </a>
  )
}
