import { useEffect, useState } from 'preact/hooks'
import type { Announcement, AnnouncementPage } from '../../contract'
import { text } from '../../i18n'
import { work } from '../../i18n/work'
import { dateTime } from '../../lib/format'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'
import { toast } from '../../ui/toast'
import { WorkTabs } from '../assignments/WorkTabs'
import { Icon } from '../icons'
import { NotRead, reasonOf, Stale } from '../NotRead'
import { goTo, place, timeZone } from '../store'
import { useBackOnline } from '../useBackOnline'
import { audience } from './audience'
import { WriteDialog } from './WriteDialog'

const words = work.announcements

/** Reads are seen within this. */
const pace = 20_000

export function AnnouncementsView() {
  const [list, setList] = useState<Announcement[] | undefined>(undefined)
  /** Undefined: nothing is read yet. Null: all is. */
  const [cursor, setCursor] = useState<string | null | undefined>(undefined)
  const [error, setError] = useState<string | undefined>(undefined)
  const close = () => goTo({ open: '' })

  /** `after`: what is shown already; without it, from the newest, and what is older stays. */
  async function read(after?: string): Promise<void> {
    setError(undefined)
    try {
      const page = await api<AnnouncementPage>(`/announcements${after ? `?cursor=${after}` : ''}`)
      setCursor((before) => (after || before === undefined ? page.cursor : before))
      setList((before) => {
        const ids = new Set(page.announcements.map(({ id }) => id))
        const others = (before ?? []).filter(({ id }) => !ids.has(id))
        return after ? [...others, ...page.announcements] : [...page.announcements, ...others]
      })
    } catch (failure) {
      if (!(failure instanceof ApiError)) throw failure
      setError(failure.code)
    }
  }
  const again = () => void read().catch((failure: unknown) => reportError(failure))
  useEffect(() => {
    again()
    const refresh = () => document.visibilityState === 'visible' && again()
    const timer = setInterval(refresh, pace)
    document.addEventListener('visibilitychange', refresh)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', refresh)
    }
  }, [])
  useBackOnline(error !== undefined, again)

  return (
    <div class="stack">
      <WorkTabs />
      <div class="page-head">
        <div>
          <h1>{words.title}</h1>
          <p class="hint">{words.lead}</p>
        </div>
        <div class="page-actions">
          <button type="button" class="button" data-kind="primary" onClick={() => goTo({ open: 'new' })}>
            <Icon name="plus" size={20} />
            {words.write}
          </button>
        </div>
      </div>
      {error && list && <Stale message={work.assignments.stale} onRetry={again} />}
      {error && !list && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={again} />}
      {!error && !list && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {list?.length === 0 && (
        <div class="card empty">
          <Icon name="mail" size={40} />
          <strong>{words.empty}</strong>
          <p>{words.emptyHint}</p>
        </div>
      )}
      {list && list.length > 0 && (
        <ul class="work-news">
          {list.map((announcement) => (
            <Item key={announcement.id} announcement={announcement} />
          ))}
        </ul>
      )}
      {cursor && (
        <button
          type="button"
          class="button more"
          onClick={() => void read(cursor).catch((failure: unknown) => reportError(failure))}
        >
          {words.more}
        </button>
      )}
      {place.value.open === 'new' && (
        <WriteDialog
          onClose={close}
          onSent={(announcement) => {
            setList((before) => [announcement, ...(before ?? []).filter(({ id }) => id !== announcement.id)])
            toast(words.sent)
          }}
        />
      )}
    </div>
  )
}

function Item({ announcement }: { announcement: Announcement }) {
  const { title, body, authorName, at, team, reads = 0 } = announcement
  const reached = audience(team).length
  // Who has left since then may have read it.
  const all = Math.max(reached, reads)
  return (
    <li class="card" data-padded data-announcement-id={announcement.id}>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p class="hint">
        <bdi>{words.by(authorName, dateTime(at, timeZone.value))}</bdi>
        {' · '}
        <bdi>{team ? words.team(team) : words.everybody}</bdi>
      </p>
      <p class="notes" dir="auto">
        {body}
      </p>
      <p class="work-bar">
        <span>{words.reads(reads, all)}</span>
        <span class="share" aria-hidden="true">
          <span style={{ inlineSize: `${all > 0 ? (reads / all) * 100 : 0}%` }} />
        </span>
      </p>
    </li>
  )
}
