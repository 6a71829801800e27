import type { CallDraft } from '../contract'
import type { DateOrder } from './dates'
import type { Unusable } from './entry'
import type { FaultCode } from './faults'
import type { Columns } from './table'

/** Between the page and its worker, one answer for each question; `rows` come in portions before `planned`. */
export type Question =
  | { kind: 'open'; file: Blob; employeeId: string; country: string | undefined }
  /** `turn`: which question the answers belong to; a person may change their mind before they come. */
  | { kind: 'plan'; turn: number; since: number; columns?: Columns; order?: DateOrder }
  | { kind: 'save'; correct: boolean }
  | { kind: 'cancel' }
  | { kind: 'undo' }
  /** Nobody is there any more to take an answer: what is under way is finished first. */
  | { kind: 'end' }

export interface Summary {
  fresh: number
  known: number
  deleted: number
  corrections: number
  excluded: number
  older: number
  unusable: Unusable[]
}

export type Row = Pick<CallDraft, 'id' | 'contactName' | 'contactPhone' | 'callType' | 'status' | 'duration' | 'startedAt'>

export type Answer =
  | { kind: 'opened'; format: 'xml'; rows: number; importedUntil: number | undefined }
  | {
      kind: 'opened'
      format: 'csv'
      rows: number
      importedUntil: number | undefined
      header: string[]
      sample: string[][]
      guess: Columns
      orders: DateOrder[]
    }
  | { kind: 'rows'; turn: number; rows: Row[] }
  | { kind: 'planned'; turn: number; summary: Summary }
  | { kind: 'progress'; done: number }
  | { kind: 'saved'; added: number; corrected: number; cancelled: boolean }
  /** `sent`: of those, how many the server had to be told of. */
  | { kind: 'undone'; removed: number; sent: number }
  | { kind: 'fault'; code: FaultCode; line: number; column: number }
  | { kind: 'failed'; message: string }
