import { ApiError } from '../../session/problem'

/** Failures in a row after which a person decides; with the waits between them, about half a minute. */
const patience = 6

/** What the server says about one of many. */
export interface BatchResult<Status extends string> {
  /** `retry`: send this one again. */
  status: Status | 'retry' | 'rejected'
  problem?: { code: string; detail: string; errors?: Record<string, string[]> }
}

export interface BatchItem<Draft, Status extends string> {
  draft: Draft
  outcome: Status | 'waiting' | 'rejected'
  problem?: BatchResult<Status>['problem']
  /** A request with it got no reply: it may have worked. */
  unsure?: boolean
}

export interface BatchState<Draft, Status extends string> {
  phase: 'running' | 'paused' | 'done'
  items: readonly BatchItem<Draft, Status>[]
  /** While paused: the code of what went wrong, or `stopped` by the person. While running: what the next attempt waits for. */
  reason?: string
}

export interface BatchPorts<Draft, Status extends string, Result extends BatchResult<Status>> {
  /** At most so many at once. */
  size: number
  /** The results are in the order of the drafts. */
  send: (drafts: Draft[]) => Promise<{ results: Result[] }>
  /** What a result means for what was asked. */
  outcome: (result: Result, item: BatchItem<Draft, Status>) => Status | 'rejected'
  /** Resolves when the next attempt is due after the n-th failure in a row. */
  wait: (failures: number) => Promise<void>
  onState: (state: BatchState<Draft, Status>) => void
}

export interface BatchRun {
  /** Goes on with what is not settled. Does nothing while it runs. */
  go: () => Promise<void>
  /** Pauses after the batch that is on its way. */
  stop: () => void
}

/** Sends drafts in batches until each one is settled. Sending one again must be harmless: whatever got no reply is sent again. */
export function batchRun<Draft, Status extends string, Result extends BatchResult<Status>>(
  drafts: readonly Draft[],
  { size: batchSize, send, outcome, wait, onState }: BatchPorts<Draft, Status, Result>,
): BatchRun {
  type Item = BatchItem<Draft, Status>
  const items: Item[] = drafts.map((draft) => ({ draft, outcome: 'waiting' }))
  let queue = items.map((_, i) => i)
  let running = false
  let stopping = false
  let size = batchSize
  let failures = 0

  function tell(phase: BatchState<Draft, Status>['phase'], reason?: string): void {
    onState({ phase, items: [...items], ...(reason ? { reason } : {}) })
  }

  function settle(index: number, result: Result | undefined): boolean {
    const item = items[index]
    if (!item || !result || result.status === 'retry') return false
    items[index] = {
      draft: item.draft,
      outcome: outcome(result, item),
      ...(result.problem ? { problem: result.problem } : {}),
    }
    return true
  }

  /** Sends the head of the queue. Answers the code of what stood in the way, or nothing. */
  async function sendBatch(): Promise<string | undefined> {
    const batch = queue.slice(0, size)
    const { results } = await send(batch.map((index) => (items[index] as Item).draft))
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
      if (unsure) for (const index of batch) items[index] = { ...(items[index] as Item), unsure }
      return error.code
    }
    // The request as a whole was refused: halve it until the culprit stands alone.
    if (batch.length > 1) size = Math.ceil(batch.length / 2)
    else {
      const [index = 0] = batch
      const { code, problem } = error
      const { draft } = items[index] as Item
      items[index] = { draft, outcome: 'rejected', problem: { ...problem, code, detail: problem.detail ?? '' } }
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
