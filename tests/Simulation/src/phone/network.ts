import type { SyncRequest, SyncResponse } from '../../../../src/Pwa/src/contract'
import type { Reply } from '../../../../src/Pwa/src/sync/ports'
import type { Cloud } from '../cloud/cloud'
import type { Answer } from '../cloud/http'
import type { Random } from '../random'
import type { Trace } from '../trace'
import type { World } from './clock'

/** What may happen to one request, by how likely it is. */
export const networkFaults = {
  none: 60,
  /** Never arrives. */
  'request lost': 6,
  /** Done, and the phone does not hear of it. */
  'reply lost': 8,
  /** Arrives twice, one after the other. */
  'duplicated in order': 3,
  /** Arrives twice at once. */
  'duplicated at once': 3,
  /** The phone gives up; the request arrives later, behind others. */
  'arrives late': 4,
  /** The request stays on its way for a while. */
  'slow request': 5,
  /** The answer stays on its way for a while. */
  'slow reply': 7,
  /** Requests above a number of mutations are refused, this one and the next few. */
  'batch cut': 4,
  /** Refused by the gateway. */
  unavailable: 3,
  /** Done, and answered with an error. */
  'error after': 3,
  /** 429 with Retry-After. */
  throttled: 2,
  /** Somebody else's page answers. */
  'captive portal': 2,
  /** Done, and the answer is cut off. */
  'reply cut': 2,
  /** The token is over in the middle of it all. */
  'token expired': 3,
}

type Fault = keyof typeof networkFaults

interface Held {
  since: number
  release: () => void
  fail: () => void
}

/** How long the app waits for an answer. Milliseconds. */
const patience = 60_000

/** A phone's way to the API. Each request draws its fate from the phone's own generator. */
export class Network {
  faulty = true
  private held: Held[] = []
  private late: (() => Promise<unknown>)[] = []
  private cut = { above: 0, requests: 0 }
  requests = 0

  constructor(
    private readonly phone: string,
    private readonly cloud: Cloud,
    private readonly world: World,
    private readonly random: Random,
    private readonly trace: Trace,
    private readonly weights: Partial<Record<Fault, number>> = networkFaults,
  ) {}

  /** @param holds Told when the request begins and ceases to wait on its way. */
  async send(body: string, token: string, holds: (holding: boolean) => void): Promise<Reply> {
    this.requests++
    const [fault, parameter] = [this.random.weighted(this.weights), this.random.int(1_000)]
    if (!this.faulty) return this.deliver(body, token)
    const mutations = (JSON.parse(body) as SyncRequest).mutations.length
    if (fault === 'batch cut') this.cut = { above: [0, 1, 2, 5, 10][parameter % 5] ?? 1, requests: 1 + (parameter % 4) }
    if (this.cut.requests > 0 && mutations > this.cut.above) {
      this.cut.requests--
      this.trace.fault(this.phone, 'batch cut', { above: this.cut.above, mutations })
      return parameter % 2
        ? gateway(413, 'Request Too Long')
        : { status: 400, body: { status: 400, code: 'invalid-request', detail: 'cut' } }
    }
    if (fault !== 'none' && fault !== 'batch cut') this.trace.fault(this.phone, fault, { mutations })
    switch (fault) {
      case 'request lost':
        throw lost()
      case 'reply lost':
        await this.deliver(body, token)
        throw lost()
      case 'duplicated in order': {
        const first = await this.deliver(body, token)
        const second = await this.deliver(body, token)
        return parameter % 2 ? first : second
      }
      case 'duplicated at once': {
        const both = await Promise.all([this.deliver(body, token), this.deliver(body, token)])
        return both[parameter % 2 ? 0 : 1]
      }
      case 'arrives late':
        this.late.push(() => this.deliver(body, token))
        throw lost()
      case 'slow request':
        await this.hold(holds)
        return this.deliver(body, token)
      case 'slow reply': {
        const reply = await this.deliver(body, token)
        await this.hold(holds)
        return reply
      }
      case 'unavailable':
        return gateway(503, 'Service Unavailable')
      case 'error after':
        await this.deliver(body, token)
        return gateway(502, 'Internal Server Error')
      case 'throttled':
        return { ...gateway(429, 'Too Many Requests'), retryAfter: 1 + (parameter % 120) }
      case 'captive portal':
        return { status: 200, body: undefined }
      case 'reply cut':
        return { ...(await this.deliver(body, token)), body: undefined }
      case 'token expired':
        return this.deliver(body, `${token.slice(0, -8)}AAAAAAAA`)
      default:
        return this.deliver(body, token)
    }
  }

  get holds(): number {
    return this.held.length
  }

  /** Lets one held message go on. */
  release(index: number): void {
    this.held.splice(index % this.held.length, 1)[0]?.release()
  }

  /** The app gave up on what takes too long. */
  expire(): void {
    const over = this.held.filter(({ since }) => this.world.now - since > patience)
    this.held = this.held.filter((held) => !over.includes(held))
    for (const { fail } of over) fail()
  }

  /** The requests of a phone that died are on their way still. */
  forget(): void {
    this.held = []
  }

  /** Brings one request that the phone gave up on; undefined when there is none. */
  deliverLate(index: number): Promise<unknown> | undefined {
    return this.late.splice(index % Math.max(1, this.late.length), 1)[0]?.()
  }

  private hold(holds: (holding: boolean) => void): Promise<void> {
    holds(true)
    return new Promise((resolve, reject) => {
      const settle = (work: () => void) => () => {
        holds(false)
        work()
      }
      this.held.push({ since: this.world.now, release: settle(resolve), fail: settle(() => reject(lost())) })
    })
  }

  /** The server's clock is the simulation's: its answers say the time that it really is there. */
  private async deliver(body: string, token: string): Promise<Reply> {
    const answer = await this.cloud.api('POST', '/sync', body, token)
    const time = new Date(this.world.now).toISOString()
    const reply: Reply = { status: answer.status, body: answer.body }
    if (answer.status === 200) reply.body = { ...(answer.body as SyncResponse), serverTime: time }
    this.trace.add(this.phone, 'SYNC', { request: JSON.parse(body), ...summary(answer) })
    return answer.retryAfter > 0 ? { ...reply, retryAfter: answer.retryAfter } : reply
  }
}

/** Calls that only come along are named by version, for brevity. */
function summary({ status, body }: Answer): object {
  if (status !== 200) return { status, body }
  const { results, changes, cursor, more, mustRefetch } = body as SyncResponse
  const answers = results.map(({ call, ...result }) => ({ ...result, version: call?.version }))
  return { results: answers, changes: changes.calls.map(({ id, version }) => `${id}@${version}`), cursor, more, mustRefetch }
}

const lost = () => new TypeError('Failed to fetch')
const gateway = (status: number, message: string): Reply => ({ status, body: { message } })
