import { e164 } from '../calling/numbers'
import { type AccountDb, accountDbName, getMeta, openAccountDb } from '../sync/db'
import { authorOf } from '../sync/identity'
import type { CallLog } from './callLog'
import { ImportFault } from './faults'
import { makePlan, type Plan } from './plan'
import type { Answer, Question } from './protocol'
import { correct, saveDrafts, undoImport } from './save'
import { guessColumns, ordersOf, readRows, readTable, type Table } from './table'
import { isXml, readXml } from './xmlFile'

/** Reads, matches and saves beside the page, so that 20,000 rows never hold it up. */

/** Rows a message: taking one in costs the page a few milliseconds. */
const portion = 500

const tell = (answer: Answer): void => postMessage(answer)

let db: AccountDb | undefined
let employeeId = ''
let country: string | undefined
let log: CallLog | undefined
let table: Table | undefined
let plan: Plan | undefined
let added: string[] = []
/** `importedUntil` before what was added. */
let untilBefore: number | undefined
let cancelled = false
let queue: Promise<void> = Promise.resolve()

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  if (data.kind === 'cancel') {
    cancelled = true
    return
  }
  if (data.kind === 'end') {
    queue = queue.finally(() => close())
    return
  }
  // One after the other: what one question reads, the next one changes.
  queue = queue
    .then(() => answer(data))
    .catch((error: unknown) => {
      if (error instanceof ImportFault) tell({ kind: 'fault', code: error.code, line: error.line, column: error.column })
      else tell({ kind: 'failed', message: error instanceof Error ? error.name : 'Error' })
    })
})

async function answer(question: Exclude<Question, { kind: 'cancel' | 'end' }>): Promise<void> {
  switch (question.kind) {
    case 'open':
      employeeId = question.employeeId
      country = question.country
      return open(question.file)
    case 'plan':
      if (table && question.columns) log = readRows(table, question.columns, question.order ?? 'ymd')
      return preview(question.since, question.turn)
    case 'save':
      return save(question.correct)
    case 'undo':
      return undo()
  }
}

const database = async (): Promise<AccountDb> => {
  db ??= await openAccountDb(accountDbName(employeeId))
  return db
}

async function open(file: Blob): Promise<void> {
  log = undefined
  table = undefined
  const importedUntil = await getMeta(await database(), 'importedUntil')
  if (file.size === 0) throw new ImportFault('empty', 1, 1)
  if (await isXml(file)) {
    log = await readXml(file)
    return tell({ kind: 'opened', format: 'xml', rows: log.entries.length + log.unusable.length, importedUntil })
  }
  table = readTable(new Uint8Array(await file.arrayBuffer()))
  const { header, rows } = table
  const guess = guessColumns(header)
  const sample = rows.slice(0, 3).map(({ cells }) => cells)
  tell({ kind: 'opened', format: 'csv', rows: rows.length, importedUntil, header, sample, guess, orders: ordersOf(table, guess) })
}

async function preview(since: number, turn: number): Promise<void> {
  if (!log) throw new Error('Nothing was opened')
  const open = await database()
  const known = await open.getAll('calls')
  const numbers = new Map<string, string | undefined>()
  const inFull = (number: string): string | undefined => {
    if (!numbers.has(number)) numbers.set(number, country ? e164(number, country) : undefined)
    return numbers.get(number)
  }
  plan = await makePlan(
    log.entries,
    log.unusable,
    known.map(({ view }) => view),
    { employeeId, now: Date.now(), since, exclusions: (await getMeta(open, 'exclusions'))?.list ?? [], inFull },
  )
  for (let from = 0; from < plan.fresh.length; from += portion) {
    tell({
      kind: 'rows',
      turn,
      rows: plan.fresh
        .slice(from, from + portion)
        .map(({ id, contactName, contactPhone, callType, status, duration, startedAt }) => ({
          id,
          contactName,
          contactPhone,
          callType,
          status,
          duration,
          startedAt,
        })),
    })
  }
  const { fresh, known: matched, deleted, corrections, excluded, older, unusable } = plan
  tell({
    kind: 'planned',
    turn,
    summary: { fresh: fresh.length, known: matched, deleted, corrections: corrections.length, excluded, older, unusable },
  })
}

async function save(withCorrections: boolean): Promise<void> {
  if (!plan) throw new Error('Nothing was planned')
  cancelled = false
  added = []
  const author = authorOf(employeeId)
  const target = await database()
  untilBefore = await getMeta(target, 'importedUntil')
  let done = 0
  await saveDrafts(target, author, plan.fresh, async (ids) => {
    added.push(...ids)
    done += ids.length
    tell({ kind: 'progress', done })
    // Lets a waiting "cancel" in.
    await new Promise((resolve) => setTimeout(resolve))
    return !cancelled
  })
  const corrections = withCorrections && !cancelled ? plan.corrections : []
  await correct(target, author, corrections)
  tell({ kind: 'saved', added: added.length, corrected: corrections.length, cancelled })
}

async function undo(): Promise<void> {
  const undone = await undoImport(await database(), authorOf(employeeId), added, untilBefore, (done) =>
    tell({ kind: 'progress', done }),
  )
  added = []
  tell({ kind: 'undone', ...undone })
}
