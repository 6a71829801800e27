import type { Notice } from '../contract'
import { notices as words } from '../i18n/notices'
import { readablePhone } from '../ui/readablePhone'

export interface NoticeText {
  title: string
  body: string
}

/** What a notice says, on the lock screen and in the inbox. */
export function textOf({ kind, content }: Notice): NoticeText {
  switch (kind) {
    case 'assignment': {
      const n = Math.max(content.calls ?? 0, content.assignmentIds?.length ?? 1)
      const first = contactOf(content)
      return { title: words.assignment(n), body: n > 1 ? `${first} ${words.more(n - 1)}` : first }
    }
    case 'target':
      return { title: words.target(content.target ?? 0), body: content.day ? words.targetText(content.day) : '' }
    case 'performance':
      return {
        title: words.performance(content.calls ?? 0, content.target),
        body: words.performanceText(content.completed ?? 0, content.talkSeconds ?? 0),
      }
    case 'announcement':
      return { title: content.title ?? '', body: content.text ?? '' }
    case 'missed-call':
      return { title: words.missedCall, body: contactOf(content) }
    default:
      // Of a newer server.
      return { title: words.someNews, body: '' }
  }
}

const contactOf = ({ contactName, contactPhone }: Notice['content']): string =>
  contactName ?? (contactPhone ? readablePhone(contactPhone) : words.someone)
