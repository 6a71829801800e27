import type { ImportResponse, ImportResult } from '../../contract'
import { ApiError } from '../../session/problem'
import type { EmployeeDraft } from './fields'

export const batchSize = 25
/** Failures in a row after which a person decides; with the waits between them, about half a minute. */
const patience = 6

export interface ImportItem {
  draft: EmployeeDraft
  outcome: 'waiting' | 'invited' | 'exists' | 'rejected'
  problem?: ImportResult['problem']
  /** A request with it got no reply: it may have worked. */
  unsure?: boolean
}

export interface RunState {
  phase: 'running' | 'paused' | 'done'
  items: readonly ImportItem[]
  /** While paused: the code of what went wrong, or `stopped` by the person. While running: what the next attempt waits for. */
  reason?: string
}

interface Ports {
  send: (drafts: EmployeeDraft[]) => Promise<ImportResponse>
  /** Resolves when the next attempt is due after the n-th failure in a row. */
  wait: (failures: number) => Promise<void>
  onState: (state: RunState) => void
}

export interface ImportRun {
  /** Goes on with what is not settled. Does nothing while it runs. */
  go: () => Promise<void>
  /** Pauses after the batch that is on its way. */
  stop: () => void
}

/**
 * Sends people in batches until each one is settled. Sending somebody again is harmless (the answer is `exists`), so
 * whatever got no reply is sent again.
 */
export function importRun(drafts: readonly EmployeeDraft[], { send, wait, onState }: Ports): ImportRun {
  const items: ImportItem[] = drafts.map((draft) => ({ draft, outcome: 'waiting' }))
  let queue = items.map((_, i) => i)
  let running = false
  let stopping = false
  let size = batchSize
  let failures = 0

  function tell(phase: RunState['phase'], reason?: string): void {
    onState({ phase, items: [...items], ...(reason ? { reason } : {}) })
  }

  function settle(index: number, result: ImportResult | undefined): boolean {
    const item = items[index]
    if (!item || !result || result.status === 'retry') return false
    // Nobody was here by that address when the file was read: an earlier attempt made this invitation.
    const ours = result.status === 'exists' && item.unsure && result.employee?.status === 'invited'
    const outcome = ours ? 'invited' : result.status
    items[index] = { draft: item.draft, outcome, ...(result.problem ? { problem: result.problem } : {}) }
    return true
  }

  /** Sends the head of the queue. Answers the code of what stood in the way, or nothing. */
  async function sendBatch(): Promise<string | undefined> {
    const batch = queue.slice(0, size)
    const { results } = await send(batch.map((index) => (items[index] as ImportItem).draft))
    const open = batch.filter((index, i) => !settle(index, results[i]))
    queue = [...queue.slice(batch.length), ...open]
    size = batchSize
    return open.length === batch.length ? 'unavailable' : undefined
  }

  /** Answers the code to wait or pause for; nothing when the run can go on at once. */
  function recover(error: ApiError): string | undefined {
    const batch = queue.slice(0, size)
    const refused = error.status >= 400 && error.status < 500 && ![401, 403, 408, 429].includes(error.status)
    if (!refused) {
      const unsure = error.status === 0 || error.status >= 500
      if (unsure) for (const index of batch) items[index] = { ...(items[index] as ImportItem), unsure }
      return error.code
    }
    // The request as a whole was refused: halve it until the culprit stands alone.
    if (batch.length > 1) size = Math.ceil(batch.length / 2)
    else {
      const [index = 0] = batch
      const { code, problem } = error
      settle(index, { email: '', status: 'rejected', problem: { ...problem, code, detail: problem.detail ?? '' } })
      queue = queue.slice(1)
      size = batchSize
    }
    return undefined
  }

  async function attempt(): Promise<string | undefined> {
    try {
      return await sendBatch()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      return recover(error)
    }
  }

  const hopeless = (code: string): boolean =>
    ['session-expired', 'forbidden', 'account-disabled', 'account-erased'].includes(code)

  async function work(): Promise<void> {
    failures = 0
    while (queue.length > 0) {
      if (stopping) return tell('paused', 'stopped')
      tell('running')
      const obstacle = await attempt()
      failures = obstacle ? failures + 1 : 0
      if (!obstacle) continue
      if (hopeless(obstacle) || failures >= patience) return tell('paused', obstacle)
      tell('running', obstacle)
      await wait(failures)
    }
    tell('done')
  }

  return {
    async go() {
      if (running) return
      running = true
      stopping = false
      try {
        await work()
      } finally {
        running = false
      }
    },
    stop() {
      stopping = true
    },
  }
}
