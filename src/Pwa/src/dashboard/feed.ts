import { signal } from '@preact/signals'
import type { Call, CallPage, RealtimeMessage } from '../contract'
import { addDays, startOfDay } from '../lib/days'
import { type RealtimeState, startRealtime } from '../lib/realtime'
import { ourServer } from '../session/realtime'
import { api } from '../session/session'
import { readUnread } from './inbox'
import { presence, readPresence, seenBy, takePresence } from './live/presence'
import { afterGap, isWithdrawn, kept, merge, missing } from './merge'
import { refreshFigures, timeZone, today } from './store'

export const feed = signal<Call[] | undefined>(undefined)
export const realtimeState = signal<RealtimeState>('connecting')
/** Calls that slid in since the page was opened. */
export const arrived = signal<ReadonlySet<string>>(new Set())
/** What the socket said last, of calls of any age: the feed keeps the newest only. */
export const heard = signal<readonly Call[]>([])
/** Calls that were deleted, erased or made private since the page was opened: whoever shows one takes it away. */
export const withdrawn = signal<ReadonlySet<string>>(new Set())

/** How often nobody listened for a while: calls that are older than the feed may have changed unheard. */
export const gaps = signal(0)

const page = 50
/** The first connection is still being made, at once: what is on the screen was read a moment ago. */
let first = true

/** The last days first: a young organisation's page takes the server a look at every day of three months. */
async function catchUp(): Promise<void> {
  const before = feed.value
  const since = addDays(today(), -6)
  const limit = before ? kept : page
  const { calls } = await api<CallPage>(`/calls?limit=${limit}&from=${since}`)
  // A first visit waits for the whole page, so that an empty week is not taken for an empty list.
  if (calls.length > 0 || before) feed.value = afterGap(before ?? [], feed.value ?? [], calls)
  const complete = calls.length < limit ? new Date(startOfDay(since, timeZone.value)).toISOString() : undefined
  withdraw(missing(before ?? [], calls, complete), calls)
  if (calls.length < page) {
    const older = await api<CallPage>(`/calls?limit=${page}`)
    feed.value = merge(feed.value ?? [], older.calls)
  }
  if (!first) gaps.value += 1
  first = false
  refreshFigures()
  readUnread()
  // Only where it is on the screen, or was: its page asks for it first.
  if (presence.value.people) readPresence().catch(reportError)
}

/** `there`: calls that everybody may see, some of them again, because a deletion was taken back. */
function withdraw(gone: readonly string[], there: readonly Call[]): void {
  const back = there.some(({ id }) => withdrawn.value.has(id))
  if (gone.length === 0 && !back) return
  const ids = new Set([...withdrawn.value, ...gone])
  for (const { id } of there) ids.delete(id)
  withdrawn.value = ids
}

function onCalls(calls: Call[]): void {
  const gone = calls.filter(isWithdrawn).map(({ id }) => id)
  withdraw(
    gone,
    calls.filter((call) => !isWithdrawn(call)),
  )
  arrived.value = new Set([...arrived.value, ...calls.map((call) => call.id)])
  feed.value = merge(feed.value ?? [], calls)
  heard.value = calls
  seenBy(calls)
  refreshFigures()
}

function onMessage(message: RealtimeMessage): void {
  if (message.type === 'calls') onCalls(message.calls)
  else if (message.type === 'presence') takePresence(message.people)
  else if (message.type === 'inbox') readUnread()
}

export function startFeed(): () => void {
  const realtime = startRealtime({
    ...ourServer,
    catchUp,
    onMessage,
    onState: (state) => {
      realtimeState.value = state
      if (state === 'offline') first = false
    },
  })
  addEventListener('online', realtime.wake)
  // The socket has to show that it is alive: no close frame comes from a network that is gone.
  addEventListener('offline', realtime.wake)
  const onVisible = (): void => {
    if (document.visibilityState === 'visible') realtime.wake()
  }
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    realtime.stop()
    removeEventListener('online', realtime.wake)
    removeEventListener('offline', realtime.wake)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
