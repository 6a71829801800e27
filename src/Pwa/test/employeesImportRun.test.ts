import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Employee, ImportResult } from '../src/contract'
import type { EmployeeDraft } from '../src/dashboard/employees/fields'
import { batchSize, type ImportRun, importRun, type RunState } from '../src/dashboard/employees/importRun'
import { ApiError } from '../src/session/problem'

const people = (n: number): EmployeeDraft[] =>
  Array.from({ length: n }, (_, i) => ({ email: `p${i}@ooak.test`, name: `P ${i}`, phone: null, role: 'employee', team: null }))

const employee = (draft: EmployeeDraft): Employee => ({
  ...draft,
  id: draft.email,
  role: draft.role ?? 'employee',
  status: 'invited',
  createdAt: '',
  reachable: false,
})

/** Remembers whom it invited, as the server does. */
class Server {
  readonly invited = new Map<string, number>()
  readonly batches: number[] = []
  /** Decides about one request: an error before it worked, or after it did (the reply is lost), or per person. */
  before: (drafts: EmployeeDraft[]) => ApiError | undefined = () => undefined
  after: (drafts: EmployeeDraft[]) => ApiError | undefined = () => undefined
  each: (draft: EmployeeDraft) => ImportResult['status'] | undefined = () => undefined

  send = async (drafts: EmployeeDraft[]) => {
    this.batches.push(drafts.length)
    const early = this.before(drafts)
    if (early) throw early
    const results = drafts.map((draft): ImportResult => {
      const { email } = draft
      const forced = this.each(draft)
      if (forced === 'rejected') return { email, status: forced, problem: { code: 'phone-taken', detail: 'Taken.' } }
      if (forced) return { email, status: forced }
      if (this.invited.has(email)) return { email, status: 'exists', employee: employee(draft) }
      this.invited.set(email, (this.invited.get(email) ?? 0) + 1)
      return { email, status: 'invited', employee: employee(draft) }
    })
    const late = this.after(drafts)
    if (late) throw late
    return { results }
  }
}

function start(server: Server, drafts: EmployeeDraft[]) {
  const states: RunState[] = []
  const waits: number[] = []
  const run: ImportRun = importRun(drafts, {
    send: server.send,
    wait: async (failures) => void waits.push(failures),
    onState: (state) => void states.push(state),
  })
  const last = () => states.at(-1) as RunState
  return { run, states, waits, last, outcomes: () => last().items.map(({ outcome }) => outcome) }
}

const offline = () => new ApiError('offline', 0)

describe('an import', () => {
  it('goes in batches, each person once', async () => {
    const server = new Server()
    const { run, last, outcomes, states } = start(server, people(60))
    await run.go()
    expect(server.batches).toEqual([batchSize, batchSize, 10])
    expect(last().phase).toBe('done')
    expect(new Set(outcomes())).toEqual(new Set(['invited']))
    expect(states.map(({ items }) => items.filter(({ outcome }) => outcome !== 'waiting').length)).toEqual([0, 25, 50, 60])
  })

  it('sends again what got no reply, and knows its own invitations again', async () => {
    const server = new Server()
    let losses = 2
    server.after = () => (losses-- > 0 ? offline() : undefined)
    const { run, waits, outcomes } = start(server, people(30))
    await run.go()
    expect(waits).toEqual([1, 2])
    expect(new Set(outcomes())).toEqual(new Set(['invited']))
    expect([...server.invited.values()].every((times) => times === 1)).toBe(true)
  })

  it('says of somebody who was here before that they were', async () => {
    const server = new Server()
    const drafts = people(2)
    server.invited.set('p0@ooak.test', 1)
    const { run, outcomes } = start(server, drafts)
    await run.go()
    expect(outcomes()).toEqual(['exists', 'invited'])
  })

  it('waits, then pauses with the reason, and goes on where it was', async () => {
    const server = new Server()
    let down = false
    server.before = () => (down ? new ApiError('slow-down', 429) : undefined)
    server.after = () => {
      down = true
      return undefined
    }
    const { run, waits, last, outcomes } = start(server, people(30))
    await run.go()
    expect(last()).toMatchObject({ phase: 'paused', reason: 'slow-down' })
    expect(waits).toEqual([1, 2, 3, 4, 5])
    expect(outcomes().filter((outcome) => outcome === 'waiting')).toHaveLength(5)
    down = false
    await run.go()
    expect(last().phase).toBe('done')
    expect(last().reason).toBeUndefined()
    expect(server.invited.size).toBe(30)
  })

  it.each([
    ['session-expired', 401],
    ['forbidden', 403],
  ])('does not insist on %s', async (code, status) => {
    const server = new Server()
    server.before = () => new ApiError(code, status)
    const { run, waits, last } = start(server, people(3))
    await run.go()
    expect(last()).toMatchObject({ phase: 'paused', reason: code })
    expect(waits).toEqual([])
  })

  it('sends those again that were told to retry, after the others', async () => {
    const server = new Server()
    const tries = new Map<string, number>()
    server.each = ({ email }) => {
      tries.set(email, (tries.get(email) ?? 0) + 1)
      return email === 'p3@ooak.test' && tries.get(email) === 1 ? 'retry' : undefined
    }
    const { run, last, outcomes } = start(server, people(30))
    await run.go()
    expect(server.batches).toEqual([25, 6])
    expect(last().phase).toBe('done')
    expect(outcomes()).not.toContain('waiting')
  })

  it('pauses when the same ones are told to retry for ever', async () => {
    const server = new Server()
    server.each = ({ email }) => (email === 'p1@ooak.test' ? 'retry' : undefined)
    const { run, last, outcomes } = start(server, people(3))
    await run.go()
    expect(last()).toMatchObject({ phase: 'paused', reason: 'unavailable' })
    expect(outcomes()).toEqual(['invited', 'waiting', 'invited'])
  })

  it('keeps why somebody was rejected', async () => {
    const server = new Server()
    server.each = ({ email }) => (email === 'p0@ooak.test' ? 'rejected' : undefined)
    const { run, last } = start(server, people(2))
    await run.go()
    expect(last().items[0]).toMatchObject({ outcome: 'rejected', problem: { code: 'phone-taken' } })
  })

  it('finds the one for whom the whole request is refused', async () => {
    const server = new Server()
    server.before = (drafts) =>
      drafts.some(({ email }) => email === 'p7@ooak.test') ? new ApiError('invalid-request', 400, { detail: 'No.' }) : undefined
    const { run, last, outcomes } = start(server, people(30))
    await run.go()
    expect(last().phase).toBe('done')
    expect(outcomes().filter((outcome) => outcome === 'invited')).toHaveLength(29)
    expect(last().items[7]).toMatchObject({ outcome: 'rejected', problem: { code: 'invalid-request', detail: 'No.' } })
  })

  it('stops after the batch on its way when asked, and goes on when asked', async () => {
    const server = new Server()
    const { run, last } = start(server, people(80))
    server.after = () => {
      if (server.batches.length === 2) run.stop()
      return undefined
    }
    await run.go()
    expect(last()).toMatchObject({ phase: 'paused', reason: 'stopped' })
    expect(server.invited.size).toBe(50)
    await run.go()
    expect(last().phase).toBe('done')
    expect(server.invited.size).toBe(80)
  })

  it('runs once, however often it is started', async () => {
    const server = new Server()
    const { run } = start(server, people(30))
    await Promise.all([run.go(), run.go()])
    expect(server.batches).toEqual([25, 5])
  })

  it('invites everybody exactly once, through any sequence of failures', async () => {
    const fault = fc.constantFrom('none', 'none', 'offline', 'lost', 'busy', 'slow', 'retry')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.array(fault, { maxLength: 30 }), async (n, faults) => {
        const server = new Server()
        const script = [...faults]
        let current: string | undefined
        server.before = () => {
          current = script.shift()
          if (current === 'offline') return offline()
          return current === 'slow' ? new ApiError('slow-down', 429) : undefined
        }
        server.each = ({ email }) => (current === 'retry' && email.startsWith('p1') ? 'retry' : undefined)
        server.after = () => (current === 'lost' ? offline() : current === 'busy' ? new ApiError('unavailable', 503) : undefined)
        const { run, last, outcomes } = start(server, people(n))
        for (let press = 0; press < 40 && last()?.phase !== 'done'; press++) await run.go()
        expect(outcomes()).toEqual(Array.from({ length: n }, () => 'invited'))
        expect(server.invited.size).toBe(n)
        expect([...server.invited.values()].every((times) => times === 1)).toBe(true)
      }),
    )
  })
})
