import '../styles/tasks.css'
import { firstPull, knowsAll, timeZone } from '../app/account'
import { SkeletonRows } from '../app/Home'
import { useQuery } from '../app/useQuery'
import type { Announcement } from '../contract'
import { text } from '../i18n'
import { tasks } from '../i18n/tasks'
import { dateTime } from '../lib/format'
import { announcements } from '../sync/taskQueries'
import { Icon } from '../ui/icons'
import { read } from './actions'

const words = tasks.news

export function NewsPage() {
  const found = useQuery(announcements)
  if (!found) return null
  const unread = found.filter(({ readAt }) => !readAt)
  return (
    <div class="stack">
      <div class="heading">
        <h1>{words.title}</h1>
        {unread.length > 0 && <p class="hint">{words.unread(unread.length)}</p>}
      </div>
      {unread.length > 1 && (
        <button type="button" class="button" onClick={() => void read(unread.map(({ id }) => id))}>
          {words.readAll}
        </button>
      )}
      {found.length === 0 && (firstPull.value ? <SkeletonRows /> : <Nothing />)}
      {found.length > 0 && (
        <ul class="card rows news">
          {found.map((announcement) => (
            <li key={announcement.id}>
              <Item announcement={announcement} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** Opening it is reading it. */
function Item({ announcement }: { announcement: Announcement }) {
  const { id, title, body, authorName, at, team, readAt } = announcement
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open && !readAt) void read([id])
      }}
    >
      <summary>
        <span class="news-title">
          {!readAt && <span class="news-new">{words.isNew}</span>}
          <bdi>{title}</bdi>
        </span>
        <span class="hint">
          <bdi>{words.by(authorName, dateTime(at, timeZone()))}</bdi>
          {team && (
            <>
              {' · '}
              <bdi>{words.team(team)}</bdi>
            </>
          )}
        </span>
      </summary>
      <p class="notes" dir="auto">
        {body}
      </p>
    </details>
  )
}

function Nothing() {
  return (
    <div class="card empty">
      <Icon name="megaphone" size={40} />
      <strong>{knowsAll.value ? words.empty : text.home.nothingYet}</strong>
      <p>{knowsAll.value ? words.emptyHint : text.home.nothingYetHint}</p>
    </div>
  )
}
