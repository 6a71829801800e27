import { signal } from '@preact/signals'
import type { ExportStatus } from '../../contract'
import { newId } from '../../lib/uuid'
import { ApiError, passes } from '../../session/problem'
import { forget, recall, remember } from '../../session/remembered'
import { api, authorized } from '../../session/session'
import type { Place } from '../routes'
import { manager, today } from '../store'
import { queryOf } from './query'

/** One export at a time; it goes on while the manager looks at other pages, and after a reload. `offered`: it is there, and was not saved by this page. */
export type Exporting =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'writing'; rows: number }
  | { state: 'done'; rows?: number; offered?: true; again?: () => Promise<void> }
  | { state: 'failed'; code: string; again: () => Promise<void> }

export const exporting = signal<Exporting>({ state: 'none' })

/** ms between two questions whether the file is ready. */
const pause = 2_000
/** A question that goes unanswered is asked again: the file is being written all the same. */
const patience = 30
/** ms that the server keeps a file (ExportJob.cs). */
const life = 24 * 3_600_000

/** ms in which who reloads a page still wants what it asked for; later it would come unasked. */
const fresh = 60_000

/** The lock of the tabs that wait for a file. */
const following = 'ooak-export'
/** ms within which a page that was left has let go of it. */
const left = 2_000

let attempt = 0

export const dismissExport = (): void => {
  attempt += 1
  exporting.value = { state: 'none' }
  void forget('export')
}

/** What asking for the same file again does not help. */
const lost = ['export-expired', 'export-failed', 'not-found']

/** Shows how the work goes, until it is dismissed or another begins. `anew`: what helps where the file is lost. */
async function run(work: (wanted: () => boolean) => Promise<Exporting | undefined>, anew?: () => Promise<void>): Promise<void> {
  attempt += 1
  const mine = attempt
  const wanted = () => mine === attempt
  exporting.value = { state: 'asking' }
  try {
    const done = await navigator.locks.request(following, { mode: 'shared' }, () => work(wanted))
    if (done && wanted()) exporting.value = done
  } catch (error) {
    if (!(error instanceof ApiError)) reportError(error)
    const code = error instanceof ApiError ? error.code : 'unavailable'
    const again = (lost.includes(code) && anew) || (() => run(work, anew))
    if (wanted()) exporting.value = { state: 'failed', code, again }
  }
}

/** The rows of this list, all of them, not only those that are on the screen. */
export function exportCalls(place: Place, forExcel: boolean): Promise<void> {
  const query = queryOf(place, today())
  if (forExcel) query.set('bom', '1')
  return exportList(query.toString())
}

/** `id`: under which it was asked for before, and no answer came; the server starts no second one then. */
function exportList(query: string, id = newId()): Promise<void> {
  const anew = () => exportList(query)
  return run(async (wanted) => {
    const employeeId = manager.peek()?.id ?? ''
    await remember('export', { employeeId, id, query, at: Date.now(), asking: true })
    const response = await ask(`/reports/calls.csv?${query}&id=${id}`, wanted)
    if (response.status === 202) {
      const job = (await response.json()) as ExportStatus
      if (wanted()) await remember('export', { employeeId, id: job.id, query, at: Date.now() })
      return written(job.id, wanted, anew)
    }
    const bytes = await response.blob()
    if (!wanted()) return undefined
    await forget('export')
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'calls.csv'
    save(URL.createObjectURL(bytes), name)
    return { state: 'done' }
  }, anew)
}

/** What is refused for good is not asked for after a reload either. */
async function ask(path: string, wanted: () => boolean): Promise<Response> {
  try {
    return await authorized(path, { signal: AbortSignal.timeout(40_000) })
  } catch (error) {
    if (error instanceof ApiError && !passes(error) && error.status !== 401 && wanted()) await forget('export')
    throw error
  }
}

async function written(id: string, wanted: () => boolean, anew: () => Promise<void>): Promise<Exporting | undefined> {
  const file = await follow(id, wanted, (rows) => {
    exporting.value = { state: 'writing', rows }
  })
  return file && saved(file, anew)
}

/** False: another tab waits for a file, and saves it. */
const isLeft = (): Promise<boolean> =>
  navigator.locks
    .request(following, { signal: AbortSignal.timeout(left) }, () => true)
    .catch((error: DOMException) => {
      if (error.name !== 'TimeoutError') throw error
      return false
    })

let resumed = false

/** After a reload: asks again, or goes on waiting for the file of the page before, or offers it where it is there by now. */
export async function resumeExport(): Promise<void> {
  if (resumed) return
  resumed = true
  const known = await recall('export')
  if (!known || !(await isLeft()) || exporting.peek().state !== 'none') return
  const age = Date.now() - known.at
  if (known.employeeId !== manager.peek()?.id || age >= (known.asking ? fresh : life)) return forget('export')
  if (known.asking) return exportList(known.query, known.id)
  const anew = () => exportList(known.query)
  await run(async (wanted) => {
    const file = await api<ExportStatus>(`/reports/${known.id}`)
    if (file.state === 'running') return written(known.id, wanted, anew)
    return { ...saved(fileOf(file), anew), offered: true }
  }, anew)
}

/** Until the file is there, and saves it. Undefined: nobody waits for it any more. */
export async function follow(
  id: string,
  wanted: () => boolean,
  onRows: (rows: number) => void,
): Promise<ExportStatus | undefined> {
  let failures = 0
  if (wanted()) onRows(0)
  while (wanted()) {
    await new Promise((done) => setTimeout(done, pause))
    if (!wanted()) break
    let status: ExportStatus
    try {
      status = await api<ExportStatus>(`/reports/${id}`)
      failures = 0
    } catch (error) {
      failures += 1
      if (error instanceof ApiError && passes(error) && failures < patience) continue
      throw error
    }
    if (!wanted()) break
    if (status.state !== 'running') return saveFile(status)
    onRows(status.rows)
  }
  return undefined
}

function fileOf(status: ExportStatus): ExportStatus & { url: string } {
  const { url } = status
  if (status.state !== 'done' || !url) throw new ApiError('export-failed', 200)
  return { ...status, url }
}

function saveFile(status: ExportStatus): ExportStatus {
  const file = fileOf(status)
  save(file.url)
  return file
}

/** The file is kept for a day, a link to it for minutes: a new one is asked for. */
const saved = ({ id, rows }: ExportStatus, anew: () => Promise<void>): Exporting & { state: 'done' } => ({
  state: 'done',
  rows,
  again: () =>
    run(async (wanted) => {
      const file = await api<ExportStatus>(`/reports/${id}`)
      return wanted() ? saved(saveFile(file), anew) : undefined
    }, anew),
})

/** Storage says itself that its files are to be saved, and under which name. */
function save(url: string, name?: string): void {
  const link = document.createElement('a')
  link.href = url
  if (name) link.download = name
  link.rel = 'noreferrer'
  link.click()
  if (url.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
