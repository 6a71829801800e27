import type { Call, Contact } from '../../contract'
import { isWithdrawn } from '../merge'

type Figures = NonNullable<Contact['figures']>

/** What was read of a contact, and the news of calls since: the list and the figures change together. */
export const followed = (contact: Contact, news: readonly Call[]): Contact => news.reduce(withCall, contact)

function withCall(contact: Contact, call: Call): Contact {
  const { calls, cursor } = contact
  const known = calls.find(({ id }) => id === call.id)
  if (known && known.version >= call.version) return contact
  // What is older than the list may have been counted: nobody can tell.
  const isOlder = cursor !== null && call.startedAt < (calls.at(-1)?.startedAt ?? '')
  const isTheirs = call.contactPhone === contact.phone && !isWithdrawn(call)
  if (!known && (!isTheirs || isOlder)) return contact
  const others = calls.filter(({ id }) => id !== call.id)
  const now = isTheirs ? [...others, call].sort((a, b) => b.startedAt.localeCompare(a.startedAt)) : others
  const { figures } = contact
  return { ...contact, calls: now, ...(figures && { figures: counted(figures, known, isTheirs ? call : undefined) }) }
}

function counted(figures: Figures, before: Call | undefined, now: Call | undefined): Figures {
  const change = (of: (call: Call) => number): number => (now ? of(now) : 0) - (before ? of(before) : 0)
  return {
    ...figures,
    calls: figures.calls + change(() => 1),
    completed: figures.completed + change(({ status }) => (status === 'completed' ? 1 : 0)),
    missed: figures.missed + change(({ status }) => (status === 'missed' ? 1 : 0)),
    talkSeconds: figures.talkSeconds + change(({ status, duration }) => (status === 'completed' ? duration : 0)),
  }
}
