import { signal } from '@preact/signals'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { blankForm } from '../src/app/draft'
import type { Employee } from '../src/contract'
import { type AccountDb, accountDbName, openAccountDb } from '../src/sync/db'
import { employeeId } from './device'

const page = vi.hoisted(() => ({ account: { value: undefined as unknown, peek: () => page.account.value } }))
vi.mock('../src/app/account', () => ({ account: page.account, revision: signal(0), request: () => {}, tally: signal({}) }))
vi.mock('../src/app/actions', () => ({}))
vi.mock('../src/app/lock', () => ({ holdOpen: () => () => {}, locked: signal(false) }))

let db: AccountDb
let asked: string[]

beforeEach(async () => {
  vi.resetModules()
  globalThis.indexedDB = new IDBFactory()
  await openAgain()
  asked = []
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('document', { addEventListener: () => {}, visibilityState: 'visible' })
  vi.stubGlobal('navigator', { locks: { request: async (_name: string, work: () => unknown) => work() } })
  vi.stubGlobal('location', {
    set href(address: string) {
      asked.push(address)
    },
  })
})

/** What was asked for before still comes about, as when a page ends; nothing later does. */
async function endWith(asked: Promise<void>): Promise<void> {
  vi.stubGlobal('reportError', () => {})
  db.close()
  await Promise.allSettled([asked])
  await openAgain()
}

async function openAgain(): Promise<void> {
  db = await openAccountDb(accountDbName(employeeId))
  page.account.value = { db, employee: { id: employeeId } as Employee }
}

describe('a call that is started from the app', () => {
  it('asks the dialler, whatever else is written of another call meanwhile', async () => {
    const { change, dial, pendingCalls } = await import('../src/calling/calls')
    await dial('+442079460020', null)
    const [first] = pendingCalls.value
    const id = first?.id ?? ''
    await change({ type: 'end', id, at: Date.now() })
    await Promise.all([change({ type: 'remove', id }), dial('+442079460021', null), change({ type: 'remove', id })])
    expect(asked).toEqual(['tel:+442079460020', 'tel:+442079460021'])
    expect(pendingCalls.value).toMatchObject([{ phone: '+442079460021' }])
  })

  it('has what was typed on its sheet, although the page ended in the same breath', async () => {
    const calls = await import('../src/calling/calls')
    const { keepAnswer } = await import('../src/calling/answers')
    await calls.dial('+442079460020', null)
    const id = calls.pendingCalls.value[0]?.id ?? ''
    await calls.change({ type: 'end', id, at: Date.now() })
    await endWith(keepAnswer(id, { ...blankForm, notes: 'Half of a note' }))
    expect(await db.get('meta', 'pendingCalls')).not.toMatchObject([{ answer: {} }])
    vi.resetModules()
    const next = await import('../src/calling/calls')
    next.watchCalls()
    await vi.waitFor(() => expect(next.pendingCalls.value).toMatchObject([{ id, answer: { notes: 'Half of a note' } }]))
    expect(await db.get('meta', 'pendingCalls')).toMatchObject([{ id, answer: { notes: 'Half of a note' } }])
    expect(await db.get('meta', `form:${next.sheetOf(id)}`)).toBeUndefined()
  })

  it('leaves nothing of its sheet behind when another page says that nobody called', async () => {
    const calls = await import('../src/calling/calls')
    const { keepAnswer } = await import('../src/calling/answers')
    await calls.dial('+442079460020', null)
    const id = calls.pendingCalls.value[0]?.id ?? ''
    await endWith(keepAnswer(id, { ...blankForm, notes: 'Half of a note' }))
    expect(await db.get('meta', `form:${calls.sheetOf(id)}`)).toBeDefined()

    vi.resetModules()
    await (await import('../src/calling/calls')).change({ type: 'remove', id })
    expect(await db.getAllKeys('meta')).toEqual([])
  })
})
