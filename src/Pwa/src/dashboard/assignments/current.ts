import { signal } from '@preact/signals'
import type { Assignment, AssignmentDraft, AssignmentResult } from '../../contract'
import { backoff } from '../../lib/backoff'
import { type BatchRun, type BatchState, batchRun } from '../import/batchRun'
import { assign } from './requests'

const batchSize = 100

type Settled = 'created' | 'exists'
export type AssignState = BatchState<AssignmentDraft, Settled>

interface Current {
  run: BatchRun
  state: AssignState
  /** What the server has of it so far. */
  made: readonly Assignment[]
}

/** The import that runs, or whose result waits to be read; it goes on while its dialog is closed. */
export const current = signal<Current | undefined>(undefined)

const wait = (failures: number): Promise<void> =>
  new Promise((done) => setTimeout(done, backoff(Math.min(failures + 1, 6), Math.random)))

/** The ids are made once, so that a draft that is sent again is the same assignment. */
export function startAssigning(drafts: readonly AssignmentDraft[], onMade: (made: readonly Assignment[]) => void): void {
  const made: Assignment[] = []
  const run = batchRun<AssignmentDraft, Settled, AssignmentResult>(drafts, {
    size: batchSize,
    async send(batch) {
      const answer = await assign(batch)
      const news = answer.results.flatMap(({ assignment }) => assignment ?? [])
      made.push(...news)
      onMade(news)
      return answer
    },
    outcome: ({ status }) => (status === 'created' || status === 'exists' ? status : 'rejected'),
    wait,
    onState(state) {
      current.value = { run, state, made: [...made] }
    },
  })
  go(run)
}

export const resume = (): void => {
  if (current.value) go(current.value.run)
}

/** Ends what is paused: what was not sent stays unsent. */
export function end(): void {
  const { value } = current
  if (value?.state.phase === 'paused') current.value = { ...value, state: { phase: 'done', items: value.state.items } }
}

export function forget(): void {
  current.value = undefined
}

const go = (run: BatchRun): void => void run.go().catch((error: unknown) => reportError(error))
