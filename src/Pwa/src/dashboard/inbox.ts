import { signal } from '@preact/signals'
import type { InboxPage } from '../contract'
import { ApiError } from '../session/problem'
import { api } from '../session/session'
import { coalesce } from './coalesce'

/** Of the manager's own notices, which the app's inbox shows. */
export const unread = signal(0)

/** More is said as 99+ anyway. */
const looked = 100

/** Notices of one moment are one question. */
const quiet = 200

export const readUnread = coalesce(async () => {
  try {
    const { notices } = await api<InboxPage>(`/inbox?limit=${looked}`)
    unread.value = notices.filter((notice) => notice.readAt === null).length
  } catch (error) {
    // The next message, or catching up, asks again.
    if (!(error instanceof ApiError)) throw error
  }
}, quiet)
