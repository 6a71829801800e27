import { expect, inject, test } from 'vitest'
import { counts } from '../../../src/Pwa/src/sync/queries'
import { Cloud } from '../src/cloud/cloud'
import { Person } from '../src/cloud/person'
import { Simulation } from '../src/simulation'

const day = 86_400_000

test('thirty days and 2,000 calls offline: synced in 25 requests, usable meanwhile, progress visible', async () => {
  const cloud = await Cloud.attach(inject('cloud'))
  const manager = await Person.hire(cloud, `manager-offline-${Date.now().toString(36)}`, 'manager')
  const waiting: Promise<number>[] = []
  const watched = {
    name: 'watched progress',
    ports: (ports: Parameters<NonNullable<import('../src/bugs/planted').Planted['ports']>>[0]) => ({
      ...ports,
      onChange: () => void waiting.push(counts(ports.db).then((now) => now.waiting)),
    }),
  }
  const simulation = new Simulation(cloud, manager, {
    seed: 'offline',
    phones: 1,
    operations: 0,
    planted: watched,
    networkFaults: { none: 1 },
  })
  await simulation.start()
  const [phone] = simulation.phones
  if (!phone) throw new Error('No phone')
  phone.online = false
  for (let call = 0; call < 2_000; call++) {
    simulation.world.now += (30 * day) / 2_000
    await simulation.operations.log(phone)
  }

  phone.online = true
  const started = performance.now()
  phone.tabs[0]?.request('online')
  const end = phone.rest().then(() => performance.now())
  let slowest = 0
  for (let meanwhile = 0; meanwhile < 20; meanwhile++) {
    const before = performance.now()
    await simulation.operations.log(phone)
    slowest = Math.max(slowest, performance.now() - before)
  }
  const took = (await end) - started
  const { requests } = phone.network
  const progress = await Promise.all(waiting)
  console.log(`${requests} requests, ${Math.round(took)} ms; saving a call meanwhile took ${Math.round(slowest)} ms at most`)

  expect(requests).toBeLessThanOrEqual(25)
  expect(progress.length).toBeGreaterThanOrEqual(20)
  expect(progress.every((left, i) => left <= (progress[i - 1] ?? 2_020))).toBe(true)
  expect((await phone.outbox()).filter(({ state }) => state !== 'rejected')).toEqual([])
  expect(slowest).toBeLessThan(2_000)
  expect(await simulation.check()).toEqual([])
})
