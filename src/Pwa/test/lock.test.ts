import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isDue } from '../src/lock/idle'
import type { LockEvent } from '../src/lock/lock'
import { callById, callsBetween, conflicted, counts, outbox, pageOfCalls, recentContacts } from '../src/sync/queries'
import { LockedError, readsOf } from '../src/sync/reads'
import { Device, employeeId, FakeClock } from './device'
import { FakeServer } from './fakeServer'

const minute = 60_000

describe('idle time', () => {
  const last = { wall: 1_000 * minute, steady: 5 * minute }
  it.each([
    ['just now', { wall: 1_000, steady: 5 }, false],
    ['a little short', { wall: 1_009.9, steady: 14.9 }, false],
    ['over on both clocks', { wall: 1_010, steady: 15 }, true],
    ['over on the wall clock: the device slept', { wall: 1_010, steady: 5 }, true],
    ['over on the steady clock: the wall clock was set back a little', { wall: 999.5, steady: 15 }, true],
    ['set back far', { wall: 900, steady: 5 }, true],
    ['corrected by seconds', { wall: 999.9, steady: 5 }, false],
  ])('%s', (_name, { wall, steady }, due) => {
    expect(isDue(last, { wall: wall * minute, steady: steady * minute }, 10)).toBe(due)
  })
  it('from disk is measured by the wall clock alone, and a clock set back locks', () => {
    const stored = { wall: 1_000 * minute }
    expect(isDue(stored, { wall: 1_009 * minute, steady: 900 * minute }, 10)).toBe(false)
    expect(isDue(stored, { wall: 1_010 * minute, steady: 0 }, 10)).toBe(true)
    expect(isDue(stored, { wall: 990 * minute, steady: 0 }, 10)).toBe(true)
  })
  it('does not matter without a limit', () => {
    expect(isDue(last, { wall: 9_000 * minute, steady: 9_000 * minute }, 0)).toBe(false)
    expect(isDue(last, { wall: 0, steady: 5 }, 0)).toBe(false)
  })
})

describe('the gate', () => {
  let server: FakeServer
  let phone: Device
  beforeEach(async () => {
    server = new FakeServer()
    phone = await Device.open(server)
  })

  it('refuses every read for the screen while locked, and gives it back after', async () => {
    const id = await phone.log()
    const reads: [string, () => Promise<unknown>][] = [
      ['callById', () => callById(phone.reads, id)],
      ['callsBetween', () => callsBetween(phone.reads, 0, Date.parse('2030-01-01'))],
      ['pageOfCalls', () => pageOfCalls(phone.reads, 10, undefined, () => true)],
      ['recentContacts', () => recentContacts(phone.reads, 10)],
      ['outbox', () => outbox(phone.reads)],
      ['conflicted', () => conflicted(phone.reads)],
    ]
    for (const [name, read] of reads) {
      phone.locked = true
      await expect(read(), name).rejects.toBeInstanceOf(LockedError)
      phone.locked = false
      await expect(read(), name).resolves.toBeDefined()
    }
  })
  it('refuses the answer of a read that was under way', async () => {
    const id = await phone.log()
    let locked = false
    const read = readsOf(phone.db, () => locked).read(async (db) => {
      const record = await db.get('calls', id)
      locked = true
      return record
    })
    await expect(read).rejects.toBeInstanceOf(LockedError)
  })
  it('lets calls be logged, sent and pulled, and tells how many wait', async () => {
    phone.locked = true
    const id = await phone.log({ contactName: 'While locked' })
    expect(await counts(phone.db)).toMatchObject({ waiting: 1 })
    await phone.flush()
    expect(server.call(id)).toMatchObject({ contactName: 'While locked' })
    server.changeElsewhere(id, { notes: 'From elsewhere' })
    await phone.flush()
    expect(await counts(phone.db)).toMatchObject({ waiting: 0 })
    phone.locked = false
    expect((await callById(phone.reads, id))?.record.view.notes).toBe('From elsewhere')
  })
})

/** A device, and tabs on it that hear each other. Only the wall clock outlives a tab. */
class Tabs {
  clock = new FakeClock()
  steady = 0
  held = false
  told: LockEvent[] = []
  private open: { hear: (event: LockEvent) => void }[] = []

  async tab(minutes = 10, proven = false, id = employeeId) {
    const { Lock } = await import('../src/lock/lock')
    const lock = new Lock({
      now: () => ({ wall: this.clock.time, steady: this.steady }),
      after: this.clock.after,
      tell: (event) => {
        this.told.push(event)
        for (const other of this.open) if (other !== lock) other.hear(event)
      },
      held: async () => this.held,
      onError: (error) => {
        throw error
      },
    })
    this.open.push(lock)
    await lock.arm(id, minutes, proven)
    return lock
  }

  /** All tabs are closed, the device is off for a while, by its own clock. */
  restart(after: number): void {
    this.open = []
    this.clock.timers = []
    this.clock.time += after
    this.steady = 0
  }

  async pass(ms: number): Promise<void> {
    this.steady += ms
    this.clock.advance(ms)
    await settled()
  }
}

/** IndexedDB answers in tasks of their own. */
async function settled(): Promise<void> {
  const { recall } = await import('../src/session/remembered')
  for (let i = 0; i < 5; i++) await recall('lock')
}

describe('the lock', () => {
  let device: Tabs
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
    vi.resetModules()
    device = new Tabs()
  })

  it('closes after the limit without activity, and activity puts it off', async () => {
    const tab = await device.tab()
    await device.pass(9 * minute)
    tab.note()
    await device.pass(9 * minute)
    expect(tab.locked.value).toBe(false)
    await device.pass(minute)
    expect(tab.locked.value).toBe(true)
  })
  it('closes all tabs together and opens them together', async () => {
    const one = await device.tab()
    const two = await device.tab()
    await device.pass(9 * minute)
    one.note()
    await device.pass(2 * minute)
    expect([one.locked.value, two.locked.value]).toEqual([false, false])
    await two.lock()
    expect([one.locked.value, two.locked.value]).toEqual([true, true])
    await one.unlock(true)
    expect([one.locked.value, two.locked.value]).toEqual([false, false])
  })
  it('never closes while something holds it open, and counts from then', async () => {
    const tab = await device.tab()
    device.held = true
    await device.pass(60 * minute)
    expect(tab.locked.value).toBe(false)
    device.held = false
    await device.pass(9 * minute)
    expect(tab.locked.value).toBe(false)
    await device.pass(minute)
    expect(tab.locked.value).toBe(true)
  })
  it('stays closed over a restart, however soon', async () => {
    await (await device.tab()).lock()
    device.restart(1_000)
    expect((await device.tab()).locked.value).toBe(true)
  })
  it('closes when the app was closed for longer than the limit', async () => {
    await device.tab()
    device.restart(11 * minute)
    expect((await device.tab()).locked.value).toBe(true)
  })
  it('stays open over a quick restart', async () => {
    await device.tab()
    await settled()
    device.restart(5 * minute)
    expect((await device.tab()).locked.value).toBe(false)
  })
  it('closes when the clock was set back while the app was closed', async () => {
    await device.tab()
    await settled()
    device.restart(-60 * minute)
    expect((await device.tab()).locked.value).toBe(true)
  })
  it('is not kept open by a clock set back while the app runs', async () => {
    const tab = await device.tab()
    device.clock.time -= 24 * 60 * minute
    tab.note()
    await settled()
    expect(tab.locked.value).toBe(true)
  })
  it('closes on the first touch after a sleep in which no timer ran', async () => {
    const tab = await device.tab()
    device.clock.time += 8 * 60 * minute
    tab.note()
    await settled()
    expect(tab.locked.value).toBe(true)
  })
  it('follows the organisation’s setting, and 0 means never', async () => {
    const tab = await device.tab(0)
    await device.pass(600 * minute)
    expect(tab.locked.value).toBe(false)
    tab.note()
    tab.setMinutes(5)
    await device.pass(5 * minute)
    expect(tab.locked.value).toBe(true)
  })
  it('opens for who has just signed in, and is nobody else’s', async () => {
    await (await device.tab()).lock()
    device.restart(minute)
    expect((await device.tab(10, false, 'somebody-else')).locked.value).toBe(false)
    device.restart(minute)
    await (await device.tab()).lock()
    device.restart(minute)
    expect((await device.tab(10, true)).locked.value).toBe(false)
    device.restart(minute)
    expect((await device.tab()).locked.value).toBe(false)
  })
  it('of a session that the server ended opens for signing in alone, over restarts', async () => {
    const { remember } = await import('../src/session/remembered')
    const tab = await device.tab()
    await remember('lock', { employeeId, locked: true, ended: 'signed-out' })
    tab.hear({ type: 'locked', employeeId, ended: 'signed-out' })
    for (const proven of [false, true]) {
      await tab.unlock(proven)
      expect([tab.locked.value, tab.ended.value]).toEqual([true, 'signed-out'])
    }
    await tab.lock()
    device.restart(minute)
    const later = await device.tab()
    await later.unlock(true)
    expect([later.locked.value, later.ended.value]).toEqual([true, 'signed-out'])
    await later.arm(employeeId, 10, true)
    expect([later.locked.value, later.ended.value]).toEqual([false, undefined])
    device.restart(minute)
    expect((await device.tab()).locked.value).toBe(false)
  })
  it('opens as always once its owner has signed in in another page', async () => {
    const tab = await device.tab()
    tab.hear({ type: 'locked', employeeId, ended: 'disabled' })
    tab.hear({ type: 'locked', employeeId })
    await tab.unlock(false)
    expect(tab.locked.value).toBe(false)
  })
  it('writes activity seldom', async () => {
    const tab = await device.tab()
    device.told = []
    for (let i = 0; i < 60; i++) {
      device.steady += 1_000
      device.clock.time += 1_000
      tab.note()
    }
    expect(device.told).toHaveLength(4)
  })
})

// The hash is slow on purpose.
describe('the PIN', { timeout: 60_000 }, () => {
  const now = Date.parse('2026-11-22T12:00:00.000Z')
  async function page() {
    vi.resetModules()
    return { ...(await import('../src/lock/pin')), ...(await import('../src/session/remembered')) }
  }
  beforeEach(() => {
    globalThis.indexedDB = new IDBFactory()
  })

  it.each([
    ['12345', 'length'],
    ['1234567890123', 'length'],
    ['12a456', 'length'],
    ['111111', 'simple'],
    ['123456', 'simple'],
    ['987654', 'simple'],
    ['135790', undefined],
    ['804213', undefined],
  ])('%s: %s', async (pin, problem) => expect((await page()).pinProblem(pin)).toBe(problem))

  it('is stored as a salted, slow hash', async () => {
    const { setPin, recall } = await page()
    await setPin(employeeId, '804213')
    const first = await recall('pin')
    await setPin(employeeId, '804213')
    const second = await recall('pin')
    expect(first?.iterations).toBeGreaterThanOrEqual(310_000)
    expect(first?.hash).not.toEqual(second?.hash)
    expect(JSON.stringify(first)).not.toContain('804213')
  })
  it('opens, and a success clears the attempts', async () => {
    const { setPin, checkPin, recall } = await page()
    await setPin(employeeId, '804213')
    expect(await checkPin(employeeId, '000000', now)).toEqual({ kind: 'wrong', left: 4, ms: 0 })
    expect(await checkPin(employeeId, '804213', now)).toEqual({ kind: 'right' })
    expect(await recall('pin')).toMatchObject({ attempts: 0, notBefore: 0 })
  })
  it('counts before it checks: killing the app meanwhile gains nothing', async () => {
    const { setPin, checkPin } = await page()
    await setPin(employeeId, '804213')
    let release = () => {}
    const checking = new Promise<void>((resolve) => {
      release = resolve
    })
    const derive = vi.spyOn(crypto.subtle, 'deriveBits').mockImplementation(async () => {
      release()
      return new Promise(() => {})
    })
    void checkPin(employeeId, '000000', now)
    await checking
    derive.mockRestore()
    const { recall } = await page()
    expect(await recall('pin')).toMatchObject({ attempts: 1 })
  })
  it('waits longer each time, then closes for good, even for the right one', async () => {
    const { setPin, checkPin, pinState } = await page()
    await setPin(employeeId, '804213')
    let at = now
    expect(await checkPin(employeeId, '1', at)).toEqual({ kind: 'wrong', left: 4, ms: 0 })
    const waits: number[] = []
    for (const left of [3, 2, 1]) {
      const wrong = await checkPin(employeeId, '1', at)
      const verdict = await checkPin(employeeId, '804213', at)
      if (verdict.kind !== 'wait') throw new Error(verdict.kind)
      expect(wrong).toEqual({ kind: 'wrong', left, ms: verdict.ms })
      waits.push(verdict.ms)
      at += verdict.ms
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b))
    expect(new Set(waits).size).toBe(3)
    expect(await checkPin(employeeId, '1', at)).toEqual({ kind: 'disabled' })
    expect(await checkPin(employeeId, '804213', at + 86_400_000)).toEqual({ kind: 'disabled' })
    expect(await pinState(employeeId)).toBe('disabled')
  })
  it('does not wait for years when the clock was set back', async () => {
    const { setPin, checkPin } = await page()
    await setPin(employeeId, '804213')
    await checkPin(employeeId, '1', now)
    await checkPin(employeeId, '1', now)
    expect(await checkPin(employeeId, '804213', now - 86_400_000)).toEqual({ kind: 'right' })
  })
  it('works again after the password or a passkey unlocked', async () => {
    const { setPin, checkPin, pinState, revise } = await page()
    await setPin(employeeId, '804213')
    await revise('pin', (pin) => pin && { ...pin, attempts: 5 })
    expect(await pinState(employeeId)).toBe('disabled')
    await (await new Tabs().tab()).unlock(true)
    expect(await checkPin(employeeId, '804213', now)).toEqual({ kind: 'right' })
  })
  it('is no other account’s', async () => {
    const { setPin, checkPin, pinState } = await page()
    await setPin(employeeId, '804213')
    expect(await pinState('somebody-else')).toBe('none')
    expect(await checkPin('somebody-else', '804213', now)).toEqual({ kind: 'disabled' })
  })
})
