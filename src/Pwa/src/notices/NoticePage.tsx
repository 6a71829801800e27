import '../styles/calling.css'
import '../styles/notices.css'
import { useEffect, useRef } from 'preact/hooks'
import { account, saved, timeZone } from '../app/account'
import { to } from '../app/routes'
import { useQuery } from '../app/useQuery'
import { dial } from '../calling/calls'
import { telUri } from '../calling/telUri'
import type { NoticeContent } from '../contract'
import { notices as words } from '../i18n/notices'
import { dateTime } from '../lib/format'
import { Icon } from '../ui/icons'
import { readablePhone } from '../ui/readablePhone'
import { linkOf } from './links'
import { markRead, noticeById } from './store'
import { textOf } from './texts'

interface Props {
  id: string
  /** The person tapped "call now": the button that does it has the focus. */
  calling: boolean
}

/** One notice in full, and what can be done about it. Opening it reads it. */
export function NoticePage({ id, calling }: Props) {
  const stored = useQuery((reads) => noticeById(reads, id), [id])
  const unread = stored?.unread
  useEffect(() => {
    const db = account.value?.db
    if (db && unread) void markRead(db, id).then((changed) => (changed ? saved() : undefined))
  }, [id, unread])

  if (stored === undefined) return null
  return (
    <div class="stack">
      <div class="heading with-back">
        <a class="icon-button" href={to.inbox} aria-label={words.back}>
          <Icon name="back" />
        </a>
        <h1 dir="auto">{stored ? textOf(stored.notice).title : words.gone}</h1>
      </div>
      {stored ? (
        <section class="card stack" data-padded>
          <p class="hint">{dateTime(stored.notice.at, timeZone())}</p>
          <p class="notice-text" dir="auto">
            {textOf(stored.notice).body}
          </p>
          {stored.notice.kind === 'assignment' && <CallNow content={stored.notice.content} focused={calling} />}
          {!linkOf(stored.notice).startsWith(to.inbox) && (
            <a class="button" href={linkOf(stored.notice)}>
              {words.leadsTo[stored.notice.kind]}
            </a>
          )}
        </section>
      ) : (
        <p class="hint">{words.goneHint}</p>
      )}
    </div>
  )
}

function CallNow({ content, focused }: { content: NoticeContent; focused: boolean }) {
  const link = useRef<HTMLAnchorElement>(null)
  useEffect(() => {
    if (focused) link.current?.focus()
  }, [focused])
  const { contactPhone: phone, contactName: name } = content
  if (!phone || (content.assignmentIds?.length ?? 1) > 1) return null
  return (
    <>
      {name && (
        <p>
          <bdi>{readablePhone(phone)}</bdi>
        </p>
      )}
      <a
        ref={link}
        class="button"
        data-kind="primary"
        data-wide
        href={telUri(phone)}
        onClick={(event) => {
          event.preventDefault()
          void dial(phone, name ?? null, content.assignmentIds?.[0])
        }}
      >
        <Icon name="phone" size={20} />
        {words.callNow}
      </a>
    </>
  )
}
