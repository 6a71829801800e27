import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { sound } from '../src/bugs/planted'
import { Cloud } from '../src/cloud/cloud'
import { Person } from '../src/cloud/person'
import { Simulation } from '../src/simulation'

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const [first, count] = [number('SEED', 1), number('SEEDS', 'SEED' in process.env ? 1 : 50)]
const [phones, operations] = [number('PHONES', 10), number('OPERATIONS', 100)]

let cloud: Cloud
let manager: Person
const faults = new Map<string, number>()
const sums = { seeds: 0, requests: 0, calls: 0 }

beforeAll(async () => {
  cloud = await Cloud.attach(inject('cloud'))
  manager = await Person.hire(cloud, `manager-${Date.now().toString(36)}`, 'manager')
  await cloud.fault({ duplicateStream: true, regroupStream: true, streamPauseMs: 1_000 })
})

afterAll(() => {
  const kinds = [...faults].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, times]) => `${kind} ${times}`)
  console.log(`${sums.seeds} seeds, ${sums.calls} calls, ${sums.requests} requests of phones; faults: ${kinds.join(', ')}`)
})

describe.concurrent(`${phones} phones, ${operations} operations each, under faults`, () => {
  for (let seed = first; seed < first + count; seed++) {
    test(`seed ${seed} loses nothing`, async () => {
      const simulation = new Simulation(cloud, manager, { seed: `${seed}`, phones, operations, planted: sound })
      const { violations, trace, requests, calls } = await simulation.run()
      for (const [kind, times] of trace.faults) faults.set(kind, (faults.get(kind) ?? 0) + times)
      sums.seeds++
      sums.requests += requests
      sums.calls += calls
      if (violations.length > 0) {
        const file = trace.save(`seed-${seed}`)
        const again = `SEED=${seed} PHONES=${phones} OPERATIONS=${operations} ./test simulation`
        expect.fail(`${violations.slice(0, 20).join('\n')}\nTrace: ${file}\nAgain: ${again}`)
      }
    })
  }
})
