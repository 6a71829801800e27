import { signal } from '@preact/signals'
import { backoff } from '../../lib/backoff'
import { readPeople } from '../people'
import type { ImportRow } from './importRows'
import { type ImportRun, importRun, type RunState } from './importRun'
import { importEmployees } from './requests'

interface CurrentImport {
  rows: readonly ImportRow[]
  run: ImportRun
  state: RunState
}

/** The import that runs or waits for its report to be read; it goes on while its dialog is closed. */
export const currentImport = signal<CurrentImport | undefined>(undefined)

export const isGood = ({ problems }: ImportRow): boolean => problems.length === 0

/** 0.5 to 16 seconds, about half a minute together: a throttled or restarting server is back by then. */
const wait = (failures: number): Promise<void> =>
  new Promise((done) => setTimeout(done, backoff(Math.min(failures + 1, 6), Math.random)))

export function startImport(rows: readonly ImportRow[]): void {
  const drafts = rows.filter(isGood).map(({ draft }) => draft)
  const run = importRun(drafts, {
    send: importEmployees,
    wait,
    onState(state) {
      currentImport.value = { rows, run, state }
      if (state.phase === 'done') readPeople().catch((error: unknown) => reportError(error))
    },
  })
  addEventListener('beforeunload', warn)
  go(run)
}

export function resumeImport(): void {
  if (currentImport.value) go(currentImport.value.run)
}

/** Ends an import that is paused: what was not sent stays unsent, and the report says so. */
export function endImport(): void {
  const { value } = currentImport
  if (value?.state.phase === 'paused') currentImport.value = { ...value, state: { phase: 'done', items: value.state.items } }
}

export function forgetImport(): void {
  currentImport.value = undefined
  removeEventListener('beforeunload', warn)
}

const go = (run: ImportRun): void => void run.go().catch((error: unknown) => reportError(error))

function warn(event: BeforeUnloadEvent): void {
  if (currentImport.value && currentImport.value.state.phase !== 'done') event.preventDefault()
}
