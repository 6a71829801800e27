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
  | { state: 'done'; rows?: number; url?: string }
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

/** The rows of this list, all of them, not only those that are on the screen. */
export async function exportCalls(place: Place, forExcel: boolean): Promise<void> {
  attempt += 1
  const mine = attempt
  const show = (next: Exporting): void => {
    if (mine === attempt) exporting.value = next
  }
  show({ state: 'asking' })
  try {
    const query = queryOf(place, today())
    if (forExcel) query.set('bom', '1')
    const response = await authorized(`/reports/calls.csv?${query}`, { signal: AbortSignal.timeout(40_000) })
    if (response.status === 202) {
      const { id } = (await response.json()) as ExportStatus
      return await follow(id, () => mine === attempt, show)
    }
    const bytes = await response.blob()
    if (mine !== attempt) return
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'calls.csv'
    save(URL.createObjectURL(bytes), name)
    show({ state: 'done' })
  } catch (error) {
    if (!(error instanceof ApiError)) reportError(error)
    const code = error instanceof ApiError ? error.code : 'unavailable'
    show({ state: 'failed', code, again: () => exportCalls(place, forExcel) })
  }
}

/** Until the file is there, and saves it. */
export async function follow(id: string, wanted: () => boolean, show: (next: Exporting) => void): Promise<void> {
  let failures = 0
  let rows = 0
  show({ state: 'writing', rows })
  while (wanted()) {
    await new Promise((done) => setTimeout(done, pause))
    if (!wanted()) return
    let status: ExportStatus
    try {
      status = await api<ExportStatus>(`/reports/${id}`)
      failures = 0
    } catch (error) {
      failures += 1
      if (error instanceof ApiError && passes(error) && failures < patience) continue
      throw error
    }
    rows = status.rows
    if (status.state === 'failed') throw new ApiError('export-failed', 200)
    if (status.state === 'done' && status.url) {
      show({ state: 'done', rows, url: status.url })
      save(status.url)
      return
    }
    show({ state: 'writing', rows })
  }
}

/** Storage says itself that its files are to be saved, and under which name. */
function save(url: string, name?: string): void {
  const link = document.createElement('a')
  link.href = url
  if (name) link.download = name
  link.rel = 'noreferrer'
  link.click()
  if (url.startsWith('blob:')) setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
