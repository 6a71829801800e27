import { signal } from '@preact/signals'
import type { Call, CallPage, RealtimeMessage } from '../contract'
import { addDays } from '../lib/days'
import { type RealtimeState, startRealtime } from '../lib/realtime'
import { ourServer } from '../session/realtime'
import { api } from '../session/session'
import { readUnread } from './inbox'
import { presence, readPresence, seenBy, takePresence } from './live/presence'
import { afterGap, kept, merge } from './merge'
import { refreshFigures, today } from './store'

export const feed = signal<Call[] | undefined>(undefined)
export const realtimeState = signal<RealtimeState>('connecting')
/** Calls that slid in since the page was opened. */
export const arrived = signal<ReadonlySet<string>>(new Set())

const page = 50

/** The last days first: a young organisation's page takes the server a look at every day of three months. */
async function catchUp(): Promise<void> {
  const before = feed.value
  const { calls } = await api<CallPage>(`/calls?limit=${before ? kept : page}&from=${addDays(today(), -6)}`)
  // A first visit waits for the whole page, so that an empty week is not taken for an empty list.
  if (calls.length > 0 || before) feed.value = afterGap(before ?? [], feed.value ?? [], calls)
  if (calls.length < page) {
    const older = await api<CallPage>(`/calls?limit=${page}`)
    feed.value = merge(feed.value ?? [], older.calls)
  }
  refreshFigures()
  readUnread()
  // Only where it is on the screen, or was: its page asks for it first.
  if (presence.value.people) readPresence().catch(reportError)
}

function onCalls(calls: Call[]): void {
  arrived.value = new Set([...arrived.value, ...calls.map((call) => call.id)])
  feed.value = merge(feed.value ?? [], calls)
  seenBy(calls)
  refreshFigures()
}

function onMessage(message: RealtimeMessage): void {
  if (message.type === 'calls') onCalls(message.calls)
  else if (message.type === 'presence') takePresence(message.people)
  else if (message.type === 'inbox') readUnread()
}

export function startFeed(): void {
  const realtime = startRealtime({
    ...ourServer,
    catchUp,
    onMessage,
    onState: (state) => {
      realtimeState.value = state
    },
  })
  addEventListener('online', realtime.wake)
  // The socket has to show that it is alive: no close frame comes from a network that is gone.
  addEventListener('offline', realtime.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') realtime.wake()
  })
}
