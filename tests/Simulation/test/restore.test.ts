import { beforeAll, expect, inject, test } from 'vitest'
import { sound } from '../src/bugs/planted'
import { Cloud } from '../src/cloud/cloud'
import { Person } from '../src/cloud/person'
import { copyOf, restore } from '../src/cloud/restore'
import { Simulation } from '../src/simulation'

const seeds = Number(process.env.RESTORES ?? 3)

let cloud: Cloud
let manager: Person

beforeAll(async () => {
  cloud = await Cloud.attach(inject('cloud'))
  manager = await Person.hire(cloud, `manager-restore-${Date.now().toString(36)}`, 'manager')
})

// One after the other: the epoch is the whole organisation's.
test.each(Array.from({ length: seeds }, (_, i) => i + 1))(
  'seed %i: after a restore, phones bring back what was acknowledged',
  async (seed) => {
    const simulation = new Simulation(cloud, manager, { seed: `restore-${seed}`, phones: 6, operations: 20, planted: sound })
    await simulation.start()
    await simulation.live(60)
    const violations = await simulation.check()
    const copy = await copyOf(cloud, new Set(simulation.phones.map(({ person }) => person.id)))
    await simulation.live(60)
    violations.push(...(await simulation.check()))
    const acknowledged = [...simulation.ledger.calls.values()].filter((call) => call.acknowledged.length > 0)
    const kept = new Set([...copy.values()].flatMap((items) => [...items.keys()]))
    expect(acknowledged.filter(({ id }) => !kept.has(`CALL#${id}`)).length).toBeGreaterThan(0)

    await restore(cloud, copy)
    simulation.wasRestored = true
    await simulation.live(30)
    violations.push(...(await simulation.check()))
    if (violations.length > 0) {
      expect.fail(`${violations.slice(0, 20).join('\n')}\nTrace: ${simulation.report(violations).trace.save(`restore-${seed}`)}`)
    }
  },
)
