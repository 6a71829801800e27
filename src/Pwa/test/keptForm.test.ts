import { beforeEach, describe, expect, it } from 'vitest'
import { blankForm, type FormState, formOf } from '../src/app/draft'
import { typedThen, worthKeeping } from '../src/app/typed'
import type { WriteTx } from '../src/sync/db'
import { forgetForm, keepForm, keptForm } from '../src/sync/kept'
import { logCall } from '../src/sync/outbox'
import { unconfirmed } from '../src/sync/project'
import { LockedError } from '../src/sync/reads'
import { Device, draft, employeeId } from './device'
import { FakeServer } from './fakeServer'

describe('what is kept of a form', () => {
  const opened = formOf(unconfirmed(draft({ contactName: 'Anna', notes: 'Old' }), employeeId), 'UTC')
  it('is what differs from what it opened with', () => {
    expect(worthKeeping({ name: 'Anna', notes: 'New' }, opened, false)).toEqual({ notes: 'New' })
    expect(worthKeeping({ kind: { ...(opened.kind as NonNullable<FormState['kind']>) } }, opened, false)).toBeUndefined()
    expect(worthKeeping({}, opened, false)).toBeUndefined()
  })
  it('is any change of a call that is there, and of a new one what was typed', () => {
    expect(worthKeeping({ outcome: 'Sold' }, opened, false)).toEqual({ outcome: 'Sold' })
    expect(worthKeeping({ outcome: 'Sold', private: true }, blankForm, true)).toBeUndefined()
    expect(worthKeeping({ outcome: 'Sold', phone: '1' }, blankForm, true)).toEqual({ outcome: 'Sold', phone: '1' })
    expect(worthKeeping({ when: '2026-11-22T12:00' }, blankForm, true)).toEqual({ when: '2026-11-22T12:00' })
  })
})

describe('a time that was typed earlier', () => {
  const at = Date.parse('2026-11-22T12:00:40Z')
  const restored = (when: FormState['when'] | undefined, later: number, isNew = true) =>
    typedThen({ typed: when === undefined ? {} : { when }, at }, isNew, at + later, 'Asia/Kolkata').when
  it('means what it meant then', () => {
    expect(restored(null, 3_600_000)).toBe('2026-11-22T17:30')
    expect(restored(undefined, 3_600_000)).toBe('2026-11-22T17:30')
    expect(restored(15, 3_600_000)).toBe('2026-11-22T17:15')
    expect(restored('2026-11-20T08:00', 3_600_000)).toBe('2026-11-20T08:00')
  })
  it('is still "now" within the minute, and where the clock was set back', () => {
    expect(restored(null, 59_000)).toBeNull()
    expect(restored(15, -86_400_000)).toBe(15)
  })
  it('is that of the call where one is edited', () => {
    expect(restored(undefined, 3_600_000, false)).toBeUndefined()
    expect(restored(60, 3_600_000, false)).toBe('2026-11-22T16:30')
  })
})

describe('what was typed into a form', () => {
  const kept = { typed: { name: 'Anna' }, at: 1 }
  let phone: Device
  beforeEach(async () => {
    phone = await Device.open(new FakeServer())
    await keepForm(phone.db, 'new', kept)
  })
  it('comes back to that form, and not while locked', async () => {
    phone.locked = true
    await expect(keptForm(phone.reads, 'new')).rejects.toBeInstanceOf(LockedError)
    phone.locked = false
    expect(await keptForm(phone.reads, 'another-call')).toBeUndefined()
    expect(await keptForm(phone.reads, 'new')).toEqual(kept)
  })
  it('is forgotten together with being saved, or not at all', async () => {
    const fails = () => Promise.reject(new Error('ended'))
    const saving = (also: (tx: WriteTx) => Promise<void>) => logCall(phone.db, phone.author, draft(), false, also)
    await expect(saving((tx) => forgetForm(tx, 'new', kept.at).then(fails))).rejects.toThrow('ended')
    expect(await keptForm(phone.reads, 'new')).toEqual(kept)
    await saving((tx) => forgetForm(tx, 'new', kept.at))
    expect(await keptForm(phone.reads, 'new')).toBeUndefined()
  })
  it('is not forgotten with what another tab saves', async () => {
    const elsewhere = { typed: { name: 'Berta' }, at: 2 }
    await keepForm(phone.db, 'new', elsewhere)
    await logCall(phone.db, phone.author, draft(), false, (tx) => forgetForm(tx, 'new', kept.at))
    expect(await keptForm(phone.reads, 'new')).toEqual(elsewhere)
  })
})
