import type { RealtimeTicket } from '../contract'
import type { RealtimePorts } from '../lib/realtime'
import { ApiError, post } from './problem'
import { api } from './session'

/** How a page of ours opens its socket. */
export const ourServer: Pick<RealtimePorts, 'ticket' | 'open' | 'random' | 'unreachable'> = {
  ticket: () => api<RealtimeTicket>('/realtime/ticket', post()),
  open: (ticket) => new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws?ticket=${encodeURIComponent(ticket)}`),
  random: Math.random,
  unreachable: (error) => error instanceof ApiError && error.code === 'offline',
}
