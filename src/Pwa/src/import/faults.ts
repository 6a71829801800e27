export type FaultCode =
  | 'empty'
  | 'not-a-log'
  | 'not-xml'
  | 'tag-open'
  | 'tag-mismatch'
  | 'attribute'
  | 'entity'
  | 'declaration'
  | 'date'
  | 'duration'
  | 'type'
  | 'quote-open'
  | 'no-rows'
  | 'too-many'

/** A file that cannot be read: nothing of it is imported. Line and column count from 1. */
export class ImportFault extends Error {
  constructor(
    readonly code: FaultCode,
    readonly line: number,
    readonly column: number,
  ) {
    super(`${code} in line ${line}, column ${column}`)
  }
}

/** Two years of a busy telephone several times over; more is not a person's call log. */
export const maximumRows = 200_000
