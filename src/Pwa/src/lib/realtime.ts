import type { RealtimeMessage, RealtimeTicket } from '../contract'
import { backoff } from './backoff'

/** API Gateway closes a socket that is idle for 10 minutes, and any socket after 2 hours. */
const pingEvery = 8 * 60_000
const pongWithin = 10_000
const renewAfter = 110 * 60_000
/** For the handshake: a network that swallows it says nothing, and the browser waits for minutes. */
const openWithin = 10_000
/**
 * A machine that slept says nothing to a page that was in front all the time: only its clock has leapt. Pages that are behind
 * look once a minute.
 */
const lookEvery = 30_000
const leap = 120_000
/** On waking, how long an open socket has to show that it is alive. */
const aliveWithin = 2_000
/** Failures during which a server that cannot be reached is asked again at once; an outage that lasts longer can wait. */
const patience = 120
/** A socket that is closed sooner counts as one more failure: a server that drops everybody must not be stormed. */
const steadyAfter = 10_000

export type RealtimeState = 'live' | 'connecting' | 'offline'

export interface RealtimePorts {
  ticket: () => Promise<RealtimeTicket>
  open: (ticket: string) => WebSocket
  /** Reads what came while nobody listened. */
  catchUp: () => Promise<void>
  onMessage: (message: RealtimeMessage) => void
  onState: (state: RealtimeState) => void
  random: () => number
  /** Whether nobody answered at all, as against a server that refuses. */
  unreachable: (error: unknown) => boolean
}

export interface Realtime {
  /** The network is back or gone, or the page is visible again: don't wait for the timer. */
  wake: () => void
  stop: () => void
}

export function startRealtime(ports: RealtimePorts): Realtime {
  let socket: WebSocket | undefined
  let failures = 0
  let attempt = 0
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
    attempt += 1
    const mine = attempt
    ports.onState('connecting')
    try {
      const { ticket } = await ports.ticket()
      if (stopped || mine !== attempt) return
      const opened = ports.open(ticket)
      socket = opened
      let accepted = false
      opened.onclose = () => lost(accepted)
      const unanswered = setTimeout(() => lost(true), openWithin)
      timers.push(unanswered)
      opened.onmessage = ({ data }: MessageEvent<string>) => heard(JSON.parse(data) as RealtimeMessage)
      opened.onopen = () => {
        clearTimeout(unanswered)
        accepted = true
        void caughtUp(opened)
      }
    } catch (error) {
      if (mine === attempt) lost(ports.unreachable(error))
    }
  }

  /** First listening, then reading: no call can fall between the two. */
  async function caughtUp(opened: WebSocket): Promise<void> {
    try {
      await ports.catchUp()
    } catch (error) {
      if (opened === socket) lost(ports.unreachable(error))
      return
    }
    if (opened !== socket) return
    ports.onState('live')
    later(steadyAfter, () => {
      failures = 0
    })
    later(pingEvery, ping)
    later(renewAfter, () => void connect())
  }

  function ping(): void {
    demandPong(pongWithin)
    later(pingEvery, ping)
  }

  function demandPong(within: number): void {
    socket?.send(JSON.stringify({ action: 'ping' }))
    clearTimeout(pongTimer)
    pongTimer = setTimeout(() => lost(true), within)
    timers.push(pongTimer)
  }

  let pongTimer: ReturnType<typeof setTimeout> | undefined

  function heard(message: RealtimeMessage): void {
    if (message.type === 'pong') clearTimeout(pongTimer)
    else ports.onMessage(message)
  }

  /** A server that cannot be reached is not burdened by being asked all the time; one that refuses is left alone longer. */
  function lost(unreachable: boolean): void {
    reset()
    if (stopped) return
    failures += 1
    ports.onState('offline')
    const step = unreachable && failures < patience ? 1 : Math.min(failures, 8)
    later(backoff(step, ports.random), () => void connect())
  }

  function wake(): void {
    failures = 0
    if (!socket) void connect()
    else if (socket.readyState === socket.OPEN) demandPong(aliveWithin)
  }

  let lookedAt = Date.now()
  const looking = setInterval(() => {
    const slept = Date.now() - lookedAt > leap
    lookedAt = Date.now()
    if (slept) wake()
  }, lookEvery)

  void connect()
  return {
    wake,
    stop() {
      stopped = true
      clearInterval(looking)
      reset()
    },
  }
}
