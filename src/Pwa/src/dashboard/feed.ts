import { signal } from '@preact/signals'
import type { Call, CallPage } from '../contract'
import { ApiError, post } from '../session/problem'
import { api } from '../session/session'
import { merge } from './merge'
import { type RealtimeState, startRealtime } from './realtime'
import { refreshFigures } from './store'

export const feed = signal<Call[] | undefined>(undefined)
export const realtimeState = signal<RealtimeState>('connecting')
/** Calls that slid in since the page was opened. */
export const arrived = signal<ReadonlySet<string>>(new Set())

async function catchUp(): Promise<void> {
  const { calls } = await api<CallPage>('/calls?limit=50')
  feed.value = merge(feed.value ?? [], calls)
  refreshFigures()
}

function onCalls(calls: Call[]): void {
  arrived.value = new Set([...arrived.value, ...calls.map((call) => call.id)])
  feed.value = merge(feed.value ?? [], calls)
  refreshFigures()
}

export function startFeed(): void {
  const realtime = startRealtime({
    ticket: () => api('/realtime/ticket', post()),
    open: (ticket) => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws?ticket=${encodeURIComponent(ticket)}`),
    catchUp,
    onCalls,
    onState: (state) => {
      realtimeState.value = state
    },
    random: Math.random,
    unreachable: (error) => error instanceof ApiError && error.code === 'offline',
  })
  addEventListener('online', realtime.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') realtime.wake()
  })
}
