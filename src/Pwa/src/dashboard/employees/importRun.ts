import type { ImportResponse, ImportResult } from '../../contract'
import { type BatchItem, type BatchRun, type BatchState, batchRun } from '../import/batchRun'
import type { EmployeeDraft } from './fields'

export const batchSize = 25

type Settled = 'invited' | 'exists'
export type ImportItem = BatchItem<EmployeeDraft, Settled>
export type RunState = BatchState<EmployeeDraft, Settled>
export type ImportRun = BatchRun

interface Ports {
  send: (drafts: EmployeeDraft[]) => Promise<ImportResponse>
  wait: (failures: number) => Promise<void>
  onState: (state: RunState) => void
}

/** Invites people: sending somebody again is harmless (the answer is `exists`). */
export const importRun = (drafts: readonly EmployeeDraft[], ports: Ports): ImportRun =>
  batchRun<EmployeeDraft, Settled, ImportResult>(drafts, { ...ports, size: batchSize, outcome })

function outcome({ status, employee }: ImportResult, item: ImportItem): Settled | 'rejected' {
  // Nobody was here by that address when the file was read: an earlier attempt made this invitation.
  if (status === 'exists' && item.unsure && employee?.status === 'invited') return 'invited'
  return status === 'invited' || status === 'exists' ? status : 'rejected'
}
