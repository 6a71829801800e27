import { signal } from '@preact/signals'
import type { Call, CallPage } from '../contract'
import { post } from '../session/problem'
import { api } from '../session/session'
import { type RealtimeState, startRealtime } from './realtime'
import { refreshFigures } from './store'

const kept = 200

export const feed = signal<Call[] | undefined>(undefined)
export const realtimeState = signal<RealtimeState>('connecting')
/** Calls that slid in since the page was opened. */
export const arrived = signal<ReadonlySet<string>>(new Set())

/** Newest first; a later version takes the place of an earlier one; deleted and private calls go. */
export function merge(shown: readonly Call[], news: readonly Call[], limit = kept): Call[] {
  const byId = new Map(shown.map((call) => [call.id, call]))
  for (const call of news) if (call.version >= (byId.get(call.id)?.version ?? 0)) byId.set(call.id, call)
  const visible = [...byId.values()].filter((call) => !call.deleted && !call.private)
  return visible.sort((a, b) => b.startedAt.localeCompare(a.startedAt)).slice(0, limit)
}

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
  })
  addEventListener('online', realtime.wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') realtime.wake()
  })
}
