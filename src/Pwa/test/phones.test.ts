import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maximumNotes } from '../dev/callMerge'
import type { Call, CallChanges } from '../src/contract'
import type { StoredEntry } from '../src/sync/model'
import { discardRefused, retryRefused, undoDelete, undoWindow } from '../src/sync/outbox'
import { project } from '../src/sync/project'
import { Device, employeeId, reply } from './device'
import { FakeServer } from './fakeServer'
import { runs } from './runs'

/** One to three phones of one person and whatever that person does with them, against a network that loses things. */

type Written = Pick<CallChanges, 'contactName' | 'notes' | 'duration' | 'status'>

type Step = { phone: number; call: number } & (
  | { kind: 'log' | 'edit' | 'save'; written: Written }
  | { kind: 'open' | 'delete' | 'undo' | 'mend' | 'wait' | 'late' }
  | { kind: 'sync'; fault: 'none' | 'lost-reply' | 'no-answer' | 'busy' }
)

const refused = 'refused by the server'

const written = fc.record<Written>(
  {
    contactName: fc.constantFrom('Anna', 'Bo', null, refused),
    notes: fc.constantFrom(
      null,
      '',
      'first',
      'second',
      'first and second',
      '\u{1f44b}\u{1f3fd}',
      'x'.repeat(6_000),
      'y'.repeat(6_000),
    ),
    duration: fc.constantFrom(0, 60, 90),
    status: fc.constantFrom('completed', 'missed'),
  },
  { requiredKeys: [] },
)

const where = { phone: fc.nat(2), call: fc.nat(3) }
const stepOf = fc.oneof<fc.WeightedArbitrary<Step>[]>(
  { weight: 3, arbitrary: fc.record({ ...where, kind: fc.constant('log' as const), written }) },
  { weight: 6, arbitrary: fc.record({ ...where, kind: fc.constantFrom('edit' as const, 'save' as const), written }) },
  { weight: 4, arbitrary: fc.record({ ...where, kind: fc.constantFrom('open', 'delete', 'undo', 'mend', 'wait', 'late') }) },
  {
    weight: 6,
    arbitrary: fc.record({
      ...where,
      kind: fc.constant('sync' as const),
      fault: fc.constantFrom('none', 'none', 'lost-reply', 'no-answer', 'busy'),
    }),
  },
)

const content = ({ contactName, notes, duration, status, startedAt, deleted }: Call) =>
  ({ contactName, notes, duration, status, startedAt, deleted }) satisfies Partial<Call>

/** Phones, server, and what the person knows that they did. */
class World {
  readonly server = new FakeServer()
  readonly phones: Device[] = []
  readonly logged: string[] = []
  /** What was last written into each call, as one person remembers it. */
  readonly last = new Map<string, Written>()
  readonly everWritten = new Map<string, Written[]>()
  /** "phone call" of deletions that were not taken back. */
  readonly deletions = new Set<string>()
  private readonly forms = new Map<number, Call>()

  static async with(phones: number): Promise<World> {
    const world = new World()
    world.server.judge = (mutation) => {
      const name =
        mutation.kind === 'create' ? mutation.call.contactName : mutation.kind === 'update' && mutation.changes.contactName
      return name === refused ? { status: 'rejected', problem: { code: 'invalid-request', detail: '' } } : undefined
    }
    for (let i = 0; i < phones; i++) world.phones.push(await Device.open(world.server))
    return world
  }

  async take(step: Step): Promise<void> {
    const number = step.phone % this.phones.length
    const phone = this.phones[number] as Device
    const id = this.logged[step.call % Math.max(1, this.logged.length)]
    const view = id === undefined ? undefined : await phone.view(id)
    switch (step.kind) {
      case 'log': {
        const first = { contactName: 'Anna', notes: null, duration: 0, status: 'completed', ...step.written } as const
        const logged = await phone.log(first)
        this.logged.push(logged)
        this.remember(logged, first)
        break
      }
      case 'edit':
        if (view && !view.deleted) await this.save(phone, view, step.written)
        break
      case 'open':
        if (view && !view.deleted) this.forms.set(number, view)
        break
      case 'save': {
        const form = this.forms.get(number)
        if (form && (await phone.view(form.id))) await this.save(phone, form, step.written)
        break
      }
      case 'delete':
        if (!view || view.deleted) break
        await phone.delete(view.id)
        this.deletions.add(`${number} ${view.id}`)
        break
      case 'undo':
        if (view && (await undoDelete(phone.db, phone.author, view.id))) this.deletions.delete(`${number} ${view.id}`)
        break
      case 'mend':
        await this.mend(phone)
        break
      case 'wait':
        phone.clock.time += undoWindow
        break
      case 'late': {
        const body = this.server.bodies[step.call]
        if (body) await this.server.send(body)
        break
      }
      case 'sync': {
        const fault = step.fault === 'busy' ? reply(503) : step.fault === 'none' ? undefined : () => step.fault as 'lost-reply'
        this.server.faults = [fault]
        await phone.flush()
        this.server.faults = []
        break
      }
    }
  }

  private async save(phone: Device, form: Call, changes: Written): Promise<void> {
    await phone.save(form, changes)
    const changed = Object.entries(changes).filter(([field, value]) => form[field as keyof Written] !== value)
    this.remember(form.id, Object.fromEntries(changed))
  }

  private remember(id: string, changes: Written): void {
    this.last.set(id, { ...this.last.get(id), ...changes })
    this.everWritten.set(id, [...(this.everWritten.get(id) ?? []), changes])
  }

  /** What the person does with what was refused: another name, once more, or nothing where the call is gone. */
  private async mend(phone: Device): Promise<void> {
    for (const { seq, callId, problem } of await phone.outbox()) {
      const view = await phone.view(callId)
      if (problem?.code === 'call-deleted') await discardRefused(phone.db, phone.author, seq)
      else if (problem && view?.contactName === refused) await this.save(phone, view, { contactName: 'Mended' })
      else if (problem) await retryRefused(phone.db, phone.author, seq)
    }
  }

  /** The network comes back, undo windows pass, the person mends what was refused. */
  async heal(): Promise<void> {
    for (let round = 0; round < 6; round++) {
      for (const phone of this.phones) {
        phone.clock.time += 60_000
        await phone.flush()
        await this.mend(phone)
      }
    }
  }

  isDeleted = (id: string): boolean => [...this.deletions].some((deletion) => deletion.endsWith(id))
}

const play = async (phones: number, steps: readonly Step[], watch?: (world: World) => Promise<void>): Promise<World> => {
  const world = await World.with(phones)
  for (const step of steps) {
    await world.take(step)
    await watch?.(world)
  }
  await world.heal()
  await watch?.(world)
  return world
}

const holds = (phones: fc.Arbitrary<number>, property: (phones: number, steps: Step[]) => Promise<void>, numRuns: number) =>
  fc.assert(fc.asyncProperty(phones, fc.array(stepOf, { maxLength: 30, size: 'max' }), property), {
    numRuns: runs(numRuns),
    interruptAfterTimeLimit: runs(10_000),
  })

const someonesNotes = (text: string, texts: readonly string[]): boolean =>
  texts.some((one) => text === one || (text.startsWith(`${one}\n\n`) && someonesNotes(text.slice(one.length + 2), texts)))

describe('phones of one person, whatever is done and lost', { timeout: 60_000 }, () => {
  it('end with the same calls as the server, and nothing waits', () =>
    holds(
      fc.integer({ min: 1, max: 3 }),
      async (phones, steps) => {
        const { server, phones: all } = await play(phones, steps)
        const kept = [...server.calls.values()].map(({ call }) => call).sort((a, b) => (a.id < b.id ? -1 : 1))
        for (const phone of all) {
          expect(await phone.outbox()).toEqual([])
          const records = await phone.db.getAll('calls')
          expect(records.map(({ view }) => view)).toEqual(kept)
          expect(records.map((record) => record.server)).toEqual(kept)
        }
      },
      100,
    ))

  it('lose no call, delete none that nobody deleted, and have each change made once', () =>
    holds(
      fc.integer({ min: 1, max: 3 }),
      async (phones, steps) => {
        const world = await play(phones, steps)
        for (const id of world.logged) {
          const deleted = world.server.call(id)?.deleted
          expect(deleted).toSatisfy((is) => (world.isDeleted(id) ? is !== false : is === false))
        }
        const ids = world.server.applied.map(({ mutationId }) => mutationId)
        expect(new Set(ids).size).toBe(ids.length)
      },
      100,
    ))

  it('leave no value in a call that nobody wrote into it', () =>
    holds(
      fc.integer({ min: 2, max: 3 }),
      async (phones, steps) => {
        const world = await play(phones, steps)
        for (const [id, writings] of world.everWritten) {
          const call = world.server.call(id)
          if (!call) continue
          for (const field of ['contactName', 'duration', 'status'] as const) {
            expect(writings.map((one) => one[field])).toContain(call[field])
          }
          const notes = writings.map((one) => one.notes).filter((text) => typeof text === 'string')
          expect(call.notes === null || someonesNotes(call.notes, notes)).toBe(true)
          expect(call.notes?.length ?? 0).toBeLessThanOrEqual(maximumNotes)
        }
      },
      100,
    ))
})

describe('one phone, whatever is done and lost', { timeout: 60_000 }, () => {
  it('shows what the person wrote last, and the server ends with exactly that', () =>
    holds(
      fc.constant(1),
      async (phones, steps) => {
        const world = await play(phones, steps, async ({ phones: [phone], last }) => {
          for (const [id, expected] of last) {
            const view = await phone?.view(id)
            if (view && !view.deleted) expect(view).toMatchObject(expected)
          }
        })
        for (const [id, expected] of world.last) {
          if (!world.isDeleted(id)) expect(world.server.call(id)).toMatchObject(expected)
        }
      },
      150,
    ))

  it('shows before the answer what the answer will say', () =>
    holds(
      fc.constant(1),
      async (phones, steps) => {
        const world = await World.with(phones)
        const [phone] = world.phones as [Device]
        await phone.flush()
        for (const step of steps) await world.take(step)
        const before = await phone.db.getAll('calls')
        await phone.flush()
        const after = new Map((await phone.db.getAll('calls')).map((record) => [record.id, record]))
        const waiting = new Set((await phone.outbox()).map(({ callId }) => callId))
        for (const { id, view } of before) {
          const answered = after.get(id)?.server
          if (!waiting.has(id) && answered) expect(content(answered)).toEqual(content(view))
        }
      },
      100,
    ))
})

describe('the view', { timeout: 60_000 }, () => {
  it('is what waits laid over the server’s call, and laying it twice is laying it once', () =>
    holds(
      fc.integer({ min: 1, max: 2 }),
      async (phones, steps) => {
        await play(phones, steps, async (world) => {
          for (const phone of world.phones) {
            const waiting = (await phone.outbox()) as StoredEntry[]
            for (const { id, server, view } of await phone.db.getAll('calls')) {
              const entries = waiting.filter(({ callId }) => callId === id)
              expect(project(server, entries, employeeId)).toEqual(view)
              expect(project(view, entries, employeeId)).toEqual(view)
            }
          }
        })
      },
      60,
    ))
})
