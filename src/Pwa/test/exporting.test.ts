import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '../src/session/problem'

const asked: string[] = []
let answers: (() => unknown)[] = []
let first: () => Response

vi.mock('../src/session/session', () => ({
  authorized: async (path: string) => {
    asked.push(path)
    return first()
  },
  api: async (path: string) => {
    asked.push(path)
    return answers.shift()?.()
  },
  onSessionElsewhere: () => {},
}))
const store = vi.hoisted(() => ({ today: () => '2026-11-22', manager: { peek: () => ({ id: 'm1' }) } }))
vi.mock('../src/dashboard/store', () => store)
const device = vi.hoisted(() => new Map<string, unknown>())
vi.mock('../src/session/remembered', () => ({
  recall: async (key: string) => device.get(key),
  remember: async (key: string, value: unknown) => void device.set(key, value),
  forget: async (key: string) => void device.delete(key),
}))

const { dismissExport, exportCalls, exporting } = await import('../src/dashboard/calls/exporting')
const { parsePlace } = await import('../src/dashboard/routes')

const place = parsePlace('#/calls?range=7&status=missed')
const clicked: string[] = []

/** Whether another tab waits for a file. */
let elsewhere = false
const locks = {
  request: async (_name: string, { mode }: { mode?: 'shared' }, work: () => unknown) => {
    if (elsewhere && mode !== 'shared') throw new DOMException('', 'TimeoutError')
    return work()
  },
}

beforeEach(() => {
  vi.useFakeTimers()
  elsewhere = false
  vi.stubGlobal('navigator', { locks })
  asked.length = 0
  clicked.length = 0
  vi.stubGlobal('document', {
    createElement: () => ({
      href: '',
      download: '',
      click() {
        clicked.push(`${this.href} ${this.download}`.trim())
      },
    }),
  })
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:1', revokeObjectURL: () => {} }))
})
afterEach(() => {
  dismissExport()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

async function again(): Promise<void> {
  if (!('again' in exporting.value)) throw new Error(`nothing again: ${exporting.value.state}`)
  await exporting.value.again?.()
}

const [listOf, idOf] = [0, 1].map((part) => (path: string | undefined) => path?.split('&id=')[part]) as [Part, Part]
type Part = (path: string | undefined) => string | undefined
const job = () => new Response(JSON.stringify({ id: 'j', state: 'running', rows: 0 }), { status: 202 })
const running = (rows: number) => () => ({ id: 'j', state: 'running', rows, url: null })
const done = () => ({ id: 'j', state: 'done', rows: 9, url: 'https://files/1' })

describe('an export', () => {
  it('is saved at once while it is small, with the list’s own filters', async () => {
    first = () => new Response('csv', { headers: { 'content-disposition': 'attachment; filename="calls-a-b.csv"' } })
    await exportCalls(place, true)
    expect(asked.map(listOf)).toEqual(['/reports/calls.csv?from=2026-11-16&to=2026-11-22&status=missed&bom=1'])
    expect(clicked).toEqual(['blob:1 calls-a-b.csv'])
    expect(exporting.value).toEqual({ state: 'done' })
  })

  it('is waited for while a file is written, through lost answers', async () => {
    first = job
    const offline = () => {
      throw new ApiError('offline', 0)
    }
    answers = [running(2_000), offline, running(4_000), done]
    const exported = exportCalls(place, false)
    await vi.advanceTimersByTimeAsync(2_100)
    expect(exporting.value).toEqual({ state: 'writing', rows: 2_000 })
    await vi.advanceTimersByTimeAsync(6_000)
    await exported
    expect(exporting.value).toMatchObject({ state: 'done', rows: 9 })
    expect(clicked).toEqual(['https://files/1'])
  })

  it('is saved again by a new link, and written anew once the file is gone', async () => {
    first = job
    answers = [done]
    const exported = exportCalls(place, false)
    await vi.advanceTimersByTimeAsync(2_100)
    await exported
    answers = [
      () => ({ ...done(), url: 'https://files/2' }),
      () => {
        throw new ApiError('offline', 0)
      },
      () => {
        throw new ApiError('export-expired', 410)
      },
    ]
    await again()
    expect(clicked).toEqual(['https://files/1', 'https://files/2'])
    expect(exporting.value).toMatchObject({ state: 'done', rows: 9 })
    await again()
    expect(exporting.value).toMatchObject({ state: 'failed', code: 'offline' })
    await again()
    expect(exporting.value).toMatchObject({ state: 'failed', code: 'export-expired' })
    expect(asked.slice(1)).toEqual(Array(4).fill('/reports/j'))
    first = () => new Response('csv')
    await again()
    expect(listOf(asked.at(-1))).toBe(listOf(asked[0]))
    expect(idOf(asked.at(-1))).not.toBe(idOf(asked[0]))
    expect(exporting.value).toEqual({ state: 'done' })
  })

  it('is not saved any more once nobody waits', async () => {
    first = job
    answers = [running(1), done]
    const exported = exportCalls(place, false)
    await vi.advanceTimersByTimeAsync(2_100)
    dismissExport()
    await vi.advanceTimersByTimeAsync(10_000)
    await exported
    expect(clicked).toEqual([])
    expect(exporting.value).toEqual({ state: 'none' })
  })

  it.each([
    ['failed', () => ({ id: 'j', state: 'failed', rows: 1, url: null }), 'export-failed'],
    [
      'expired',
      () => {
        throw new ApiError('export-expired', 410)
      },
      'export-expired',
    ],
  ])('says that it %s', async (_, answer, code) => {
    first = job
    answers = [answer]
    const exported = exportCalls(place, false)
    await vi.advanceTimersByTimeAsync(2_100)
    await exported
    expect(exporting.value).toMatchObject({ state: 'failed', code })
  })

  it('says that nobody answered', async () => {
    first = () => {
      throw new ApiError('offline', 0)
    }
    await exportCalls(place, false)
    expect(exporting.value).toMatchObject({ state: 'failed', code: 'offline' })
  })
})

describe('after a reload', () => {
  /** Begins an export, has the page leave it, and gives the one that comes up again. */
  async function reloaded() {
    first = job
    answers = [running(2_000)]
    void exportCalls(place, true)
    await vi.advanceTimersByTimeAsync(2_100)
    vi.resetModules()
    vi.clearAllTimers()
    asked.length = 0
    return import('../src/dashboard/calls/exporting')
  }

  it('the file is waited for and saved', async () => {
    const page = await reloaded()
    answers = [running(3_000), running(4_000), done]
    const resumed = page.resumeExport()
    await vi.advanceTimersByTimeAsync(2_100)
    expect(page.exporting.value).toEqual({ state: 'writing', rows: 4_000 })
    await vi.advanceTimersByTimeAsync(2_000)
    await resumed
    expect(page.exporting.value).toMatchObject({ state: 'done', rows: 9 })
    expect(asked).toEqual(Array(3).fill('/reports/j'))
    expect(clicked).toEqual(['https://files/1'])
  })

  it('a file that is there is offered, and not saved unasked', async () => {
    const page = await reloaded()
    answers = [done, () => ({ ...done(), url: 'https://files/2' })]
    await page.resumeExport()
    expect(page.exporting.value).toMatchObject({ state: 'done', rows: 9, offered: true })
    expect(clicked).toEqual([])
    if (page.exporting.value.state === 'done') await page.exporting.value.again?.()
    expect(clicked).toEqual(['https://files/2'])
  })

  it('one that failed is written anew, of the same list', async () => {
    const page = await reloaded()
    answers = [() => ({ id: 'j', state: 'failed', rows: 1, url: null })]
    await page.resumeExport()
    expect(page.exporting.value).toMatchObject({ state: 'failed', code: 'export-failed' })
    first = () => new Response('csv')
    if (page.exporting.value.state === 'failed') await page.exporting.value.again()
    expect(listOf(asked.at(-1))).toBe('/reports/calls.csv?from=2026-11-16&to=2026-11-22&status=missed&bom=1')
  })

  it('what got no answer is asked for once more, under the same id', async () => {
    first = () => {
      throw new ApiError('offline', 0)
    }
    await exportCalls(place, true)
    vi.resetModules()
    first = job
    answers = [done]
    const page = await import('../src/dashboard/calls/exporting')
    const resumed = page.resumeExport()
    await vi.advanceTimersByTimeAsync(2_100)
    await resumed
    expect(page.exporting.value).toMatchObject({ state: 'done', rows: 9 })
    expect(asked).toEqual([asked[0], asked[0], '/reports/j'])
    expect(idOf(asked[0])).toMatch(/^[0-9a-f-]{36}$/)
    expect(device.get('export')).toMatchObject({ id: 'j' })
  })

  it('what was asked for a minute ago is not asked for again', async () => {
    first = () => {
      throw new ApiError('offline', 0)
    }
    await exportCalls(place, true)
    await vi.advanceTimersByTimeAsync(60_000)
    vi.resetModules()
    const page = await import('../src/dashboard/calls/exporting')
    await page.resumeExport()
    expect(asked).toHaveLength(1)
    expect(page.exporting.value).toEqual({ state: 'none' })
    expect(device.size).toBe(0)
  })

  it.each([
    ['answered at once', () => new Response('csv')],
    [
      'refused',
      () => {
        throw new ApiError('invalid-request', 400)
      },
    ],
  ])('what was %s is not asked for again', async (_, answer) => {
    first = answer
    await exportCalls(place, true)
    expect(device.size).toBe(0)
  })

  it('a file that another tab waits for is left to it', async () => {
    const page = await reloaded()
    elsewhere = true
    await page.resumeExport()
    expect(asked).toEqual([])
    expect(page.exporting.value).toEqual({ state: 'none' })
    expect(device.size).toBe(1)
  })

  it.each([
    ['that was dismissed', async () => dismissExport()],
    ['of a day ago', async () => void vi.setSystemTime(Date.now() + 24 * 3_600_000)],
    ['of somebody else', async () => void device.set('export', { ...(device.get('export') as object), employeeId: 'm2' })],
    ['that is no more, once the person has signed out', async () => device.clear()],
  ])('nothing is asked about one %s', async (_, happens) => {
    const page = await reloaded()
    await happens()
    await page.resumeExport()
    expect(asked).toEqual([])
    expect(page.exporting.value).toEqual({ state: 'none' })
    expect(device.size).toBe(0)
  })
})
