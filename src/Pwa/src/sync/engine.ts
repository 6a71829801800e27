import { backoff } from '../lib/backoff'
import { withhold } from '../privacy/withhold'
import type { SyncPorts, SyncStatus } from './ports'
import { syncOnce } from './round'

export type Trigger = 'save' | 'online' | 'visible' | 'start' | 'push' | 'asked'

export interface SyncEngine {
  /** Asks for a sync soon; coalesces with one under way. */
  request: (trigger: Trigger) => void
  /** Sends and pulls until nothing is left that could go now. */
  flush: () => Promise<SyncStatus>
  /** What was asked for and goes on. */
  running: () => Promise<SyncStatus> | undefined
  status: () => SyncStatus
  stop: () => void
}

export function createSyncEngine(ports: SyncPorts): SyncEngine {
  let status: SyncStatus = { phase: 'idle' }
  let running: Promise<SyncStatus> | undefined
  let again = false
  let failures = 0
  let stopped = false
  let cancelTimer = () => {}

  function announce(next: SyncStatus): SyncStatus {
    status = next
    ports.onStatus(next)
    return next
  }

  function wakeIn(ms: number): void {
    cancelTimer()
    if (!stopped) cancelTimer = ports.clock.after(ms, () => void flush().catch(ports.onError))
  }

  async function run(): Promise<SyncStatus> {
    let limit = 100
    let pull = true
    for (;;) {
      again = false
      if (stopped) return status
      if (!ports.online()) {
        if (await withhold(ports.db, ports.employeeId)) ports.onChange([])
        // Whoever asked meanwhile, because the network was back, was told to wait for this run.
        if (!ports.online()) return announce({ phase: 'offline' })
      }
      announce({ phase: 'syncing' })
      const outcome = await ports.exclusively(() => syncOnce(ports, limit, pull))
      if (stopped) return status
      switch (outcome.kind) {
        case 'progress':
          failures = 0
          pull = outcome.more
          limit = Math.min(100, limit * 2)
          break
        case 'too-much':
          limit = Math.max(1, Math.floor(outcome.size / 2))
          break
        case 'settled':
          failures = 0
          if (again) break
          if (outcome.nextDue !== undefined) wakeIn(Math.max(0, outcome.nextDue - ports.clock.now()) + 1)
          return announce({ phase: 'idle' })
        case 'stopped':
          return announce({ phase: 'stopped', reason: outcome.reason })
        case 'failed': {
          failures += 1
          const delay = Math.max(backoff(failures, ports.random), (outcome.retryAfter ?? 0) * 1_000)
          wakeIn(delay)
          if (outcome.offline) return announce({ phase: 'offline' })
          return announce({ phase: 'waiting', retryAt: ports.clock.now() + delay, code: outcome.code })
        }
      }
    }
  }

  function flush(): Promise<SyncStatus> {
    if (running) {
      again = true
      return running
    }
    cancelTimer()
    running = run().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    request(trigger) {
      // A save must not hammer a server that asked for quiet; the timer will take it along.
      const quiet = trigger === 'save' && (status.phase === 'waiting' || status.phase === 'stopped')
      // Things are different now: if this attempt fails too, the next comes soon.
      if (trigger !== 'save') failures = 0
      if (!stopped && !quiet) flush().catch(ports.onError)
    },
    flush,
    running: () => running,
    status: () => status,
    stop() {
      stopped = true
      cancelTimer()
    },
  }
}
