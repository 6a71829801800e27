import type { Call, RealtimeMessage, RealtimeTicket } from '../contract'
import { backoff } from '../sync/backoff'

/** API Gateway closes a socket that is idle for 10 minutes, and any socket after 2 hours. */
const pingEvery = 8 * 60_000
const pongWithin = 10_000
const renewAfter = 110 * 60_000

export type RealtimeState = 'live' | 'connecting' | 'offline'

interface Ports {
  ticket: () => Promise<RealtimeTicket>
  open: (ticket: string) => WebSocket
  /** Reads what came while nobody listened. */
  catchUp: () => Promise<void>
  onCalls: (calls: Call[]) => void
  onState: (state: RealtimeState) => void
  random: () => number
}

export interface Realtime {
  /** The network is back, or the page is visible again: don't wait for the timer. */
  wake: () => void
  stop: () => void
}

export function startRealtime(ports: Ports): Realtime {
  let socket: WebSocket | undefined
  let failures = 0
  let stopped = false
  let timers: ReturnType<typeof setTimeout>[] = []
  const later = (ms: number, work: () => void) => void timers.push(setTimeout(work, ms))

  function reset(): void {
    for (const timer of timers) clearTimeout(timer)
    timers = []
    if (socket) {
      socket.onclose = null
      socket.onmessage = null
      socket.close()
    }
    socket = undefined
  }

  async function connect(): Promise<void> {
    reset()
    if (stopped) return
    ports.onState('connecting')
    try {
      const { ticket } = await ports.ticket()
      if (stopped) return
      const opened = ports.open(ticket)
      socket = opened
      opened.onclose = lost
      opened.onmessage = ({ data }: MessageEvent<string>) => heard(JSON.parse(data) as RealtimeMessage)
      opened.onopen = () => caughtUp(opened)
    } catch {
      lost()
    }
  }

  /** First listening, then reading: no call can fall between the two. */
  async function caughtUp(opened: WebSocket): Promise<void> {
    try {
      await ports.catchUp()
    } catch {
      if (opened === socket) lost()
      return
    }
    if (opened !== socket) return
    failures = 0
    ports.onState('live')
    later(pingEvery, ping)
    later(renewAfter, () => void connect())
  }

  function ping(): void {
    socket?.send(JSON.stringify({ action: 'ping' }))
    pongTimer = setTimeout(lost, pongWithin)
    timers.push(pongTimer)
    later(pingEvery, ping)
  }

  let pongTimer: ReturnType<typeof setTimeout> | undefined

  function heard(message: RealtimeMessage): void {
    if (message.type === 'pong') clearTimeout(pongTimer)
    else if (message.type === 'calls') ports.onCalls(message.calls)
  }

  function lost(): void {
    reset()
    if (stopped) return
    failures += 1
    ports.onState('offline')
    later(backoff(Math.min(failures, 6), ports.random), () => void connect())
  }

  void connect()
  return {
    wake() {
      if (!socket) void connect()
    },
    stop() {
      stopped = true
      reset()
    },
  }
}
