import { signal } from '@preact/signals'
import type { ExportStatus } from '../../contract'
import { ApiError, passes } from '../../session/problem'
import { api, authorized } from '../../session/session'
import type { Place } from '../routes'
import { today } from '../store'
import { queryOf } from './query'

/** One export at a time; it goes on while the manager looks at other pages. */
export type Exporting =
  | { state: 'none' }
  | { state: 'asking' }
  | { state: 'writing'; rows: number }
  | { state: 'done'; rows?: number; again?: () => Promise<void> }
  | { state: 'failed'; code: string; again: () => Promise<void> }

export const exporting = signal<Exporting>({ state: 'none' })

/** ms between two questions whether the file is ready. */
const pause = 2_000
/** A question that goes unanswered is asked again: the file is being written all the same. */
const patience = 30

let attempt = 0

export const dismissExport = (): void => {
  attempt += 1
  exporting.value = { state: 'none' }
}

/** Shows how the work goes, until it is dismissed or another begins. `anew`: what helps where the file is gone. */
async function run(work: (wanted: () => boolean) => Promise<Exporting | undefined>, anew?: () => Promise<void>): Promise<void> {
  attempt += 1
  const mine = attempt
  const wanted = () => mine === attempt
  exporting.value = { state: 'asking' }
  try {
    const done = await work(wanted)
    if (done && wanted()) exporting.value = done
  } catch (error) {
    if (!(error instanceof ApiError)) reportError(error)
    const code = error instanceof ApiError ? error.code : 'unavailable'
    const again = (code === 'export-expired' && anew) || (() => run(work, anew))
    if (wanted()) exporting.value = { state: 'failed', code, again }
  }
}

/** The rows of this list, all of them, not only those that are on the screen. */
export function exportCalls(place: Place, forExcel: boolean): Promise<void> {
  const anew = () => exportCalls(place, forExcel)
  return run(async (wanted) => {
    const query = queryOf(place, today())
    if (forExcel) query.set('bom', '1')
    const response = await authorized(`/reports/calls.csv?${query}`, { signal: AbortSignal.timeout(40_000) })
    if (response.status === 202) {
      const { id } = (await response.json()) as ExportStatus
      const file = await follow(id, wanted, (rows) => {
        exporting.value = { state: 'writing', rows }
      })
      return file && saved(file, anew)
    }
    const bytes = await response.blob()
    if (!wanted()) return undefined
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'calls.csv'
    save(URL.createObjectURL(bytes), name)
    return { state: 'done' }
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

function saveFile(file: ExportStatus): ExportStatus {
  if (file.state !== 'done' || !file.url) throw new ApiError('export-failed', 200)
  save(file.url)
  return file
}

/** The file is kept for a day, a link to it for minutes: a new one is asked for. */
const saved = ({ id, rows }: ExportStatus, anew: () => Promise<void>): Exporting => ({
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
