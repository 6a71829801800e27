import { beforeAll, describe, expect, inject, test } from 'vitest'
import {
  cursorBeforeApply,
  droppedField,
  droppedRefusal,
  noIdempotency,
  type Planted,
  retryWithoutKey,
  skewTwice,
  twoFlushers,
  updateAheadOfCreate,
} from '../src/bugs/planted'
import { miscounts } from '../src/check/counters'
import { serverCalls } from '../src/check/server'
import { Cloud } from '../src/cloud/cloud'
import { Person } from '../src/cloud/person'
import { Simulation } from '../src/simulation'

/** Seeds that a bug may take to show. */
const tries = 8

let cloud: Cloud
let manager: Person

beforeAll(async () => {
  cloud = await Cloud.attach(inject('cloud'))
  manager = await Person.hire(cloud, `manager-planted-${Date.now().toString(36)}`, 'manager')
})

/** The violations of the first seed that has any. */
async function found(planted: Planted, managed?: number): Promise<string[]> {
  for (let seed = 1; seed <= tries; seed++) {
    const plan = { seed: `planted-${seed}`, phones: 6, operations: 60, planted, ...(managed && { managed }) }
    const { violations } = await new Simulation(cloud, manager, plan).run()
    if (violations.length > 0) return violations
  }
  return []
}

const bugs: [Planted, RegExp][] = [
  [noIdempotency, /was made by no phone/],
  [retryWithoutKey, /came 2 times|is in no version/],
  [droppedField, /is in no version/],
  [twoFlushers, /flushes in two tabs at once/],
  [updateAheadOfCreate, /refused with call-not-found|is not on the server/],
  [droppedRefusal, /neither sent nor refused/],
  [skewTwice, /by the clock of/],
]

describe.concurrent('a planted bug is found', () => {
  test.each(bugs)('$name', async (planted, symptom) => {
    // It shows where somebody else wrote between a lost answer and the retry.
    const managed = planted === retryWithoutKey ? 0.3 : undefined
    expect((await found(planted, managed)).join('\n')).toMatch(symptom)
  })

  test(cursorBeforeApply.name, async () => {
    // More than one answer holds, so that what was handed out once does not come again by itself.
    const plan = { seed: 'cursor', phones: 0, operations: 0, planted: cursorBeforeApply, networkFaults: { none: 1 } }
    const simulation = new Simulation(cloud, manager, plan)
    const person = await Person.hire(cloud, `cursor-${Date.now().toString(36)}`)
    const old = await simulation.addPhone(person)
    for (let i = 0; i < 560; i++) await simulation.operations.log(old)
    expect(await simulation.check()).toEqual([])
    const young = await simulation.addPhone(person)
    // Well after the first answer, well before its 500 calls are stored.
    young.light('killed', 150)
    young.tabs[0]?.request('start')
    await young.rest()
    expect(young.tabs).toEqual([])
    expect((await simulation.check()).join('\n')).toMatch(/phone-1 lacks/)
  })
})

test('a planted bug is found: the aggregate checkpoint is outside the transaction', async () => {
  await cloud.fault({ regroupStream: true })
  const plan = { seed: 'checkpoint', phones: 1, operations: 0, planted: { name: 'none' }, networkFaults: { none: 1 } }
  const simulation = new Simulation(cloud, manager, plan)
  await simulation.start()
  const [phone] = simulation.phones
  if (!phone) throw new Error('No phone')
  await simulation.operations.log(phone)
  expect(await simulation.check()).toEqual([])
  // As if the counters had been written and the checkpoint not.
  await cloud.delete(`EMP#${phone.person.id}`, 'CHK#AGG')
  await simulation.operations.log(phone)
  expect(await simulation.heal()).toEqual([])
  const server = serverCalls(await cloud.itemsOf(phone.person.id), phone.person.id)
  const everybodys = [...server.values()].map(({ call }) => call)
  expect((await miscounts(cloud, manager, phone.person.id, server, everybodys, 5_000)).join('\n')).toMatch(/shows calls 3/)
})
