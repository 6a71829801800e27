import type { Mutation, SyncRequest, SyncResponse } from '../../../../src/Pwa/src/contract'
import { setMeta, write } from '../../../../src/Pwa/src/sync/db'
import type { Reply, SyncPorts } from '../../../../src/Pwa/src/sync/ports'
import type { Phone } from '../phone/phone'

/** A defect put between the app and its surroundings, to see whether the checks find it. */
export interface Planted {
  name: string
  /** The app's ports, with the defect. */
  ports?: (ports: SyncPorts, phone: Phone) => SyncPorts
}

export const sound: Planted = { name: 'none' }

type Send = SyncPorts['send']

const requestOf = (body: string): SyncRequest => JSON.parse(body) as SyncRequest

const withMutations = (request: SyncRequest, mutations: Mutation[]): string => JSON.stringify({ ...request, mutations })

const isResponse = (reply: Reply): reply is Reply & { body: SyncResponse } =>
  reply.status === 200 && Array.isArray((reply.body as Partial<SyncResponse> | undefined)?.results)

/** Changes what goes out, and hands the answers to the mutations that the app knows. */
function rewriting(send: Send, rewrite: (mutation: Mutation) => Mutation): Send {
  return async (body, token) => {
    const request = requestOf(body)
    const sent = request.mutations.map(rewrite)
    const reply = await send(withMutations(request, sent), token)
    if (!isResponse(reply)) return reply
    const original = new Map(sent.map(({ mutationId }, i) => [mutationId, request.mutations[i]?.mutationId ?? mutationId]))
    const results = reply.body.results.map((result) => ({
      ...result,
      mutationId: original.get(result.mutationId) ?? result.mutationId,
    }))
    return { ...reply, body: { ...reply.body, results } }
  }
}

/** The cursor is stored by itself, ahead of the changes that come with it. */
export const cursorBeforeApply: Planted = {
  name: 'the cursor advances before the changes are applied',
  ports: (ports) => ({
    ...ports,
    send: async (body, token) => {
      const reply = await ports.send(body, token)
      if (isResponse(reply)) await write(ports.db, (tx) => setMeta(tx, 'cursor', reply.body.cursor))
      return reply
    },
  }),
}

/** Whatever is sent a second time looks new. */
export const noIdempotency: Planted = {
  name: 'a retry has fresh ids',
  ports: (ports, phone) => {
    const seen = new Set<string>()
    const fresh = (mutation: Mutation): Mutation => {
      if (!seen.has(mutation.mutationId)) {
        seen.add(mutation.mutationId)
        return mutation
      }
      const mutationId = phone.newId()
      return mutation.kind === 'create'
        ? { ...mutation, mutationId, call: { ...mutation.call, id: phone.newId() } }
        : { ...mutation, mutationId }
    }
    return { ...ports, send: rewriting(ports.send, fresh) }
  },
}

/** After a lost reply the change goes out as another one, made on what is known by then. */
export const retryWithoutKey: Planted = {
  name: 'a lost reply counts as a failure, and the retry has no key',
  ports: (ports, phone) => {
    const attempts = new Map<string, number>()
    const unkeyed = (mutation: Mutation): Mutation => {
      const before = attempts.get(mutation.mutationId) ?? 0
      attempts.set(mutation.mutationId, before + 1)
      if (before === 0 || mutation.kind === 'create' || mutation.kind === 'read') return mutation
      return { ...mutation, mutationId: phone.newId(), baseVersion: 1_000_000 }
    }
    return { ...ports, send: rewriting(ports.send, unkeyed) }
  },
}

/** An edit of several fields arrives with one of them missing, and is acknowledged. */
export const droppedField: Planted = {
  name: 'the merge drops a field',
  ports: (ports) => {
    const poorer = (mutation: Mutation): Mutation => {
      if (mutation.kind !== 'update') return mutation
      const [first, ...rest] = Object.entries(mutation.changes)
      return first && rest.length > 0 ? { ...mutation, changes: Object.fromEntries(rest) } : mutation
    }
    return { ...ports, send: rewriting(ports.send, poorer) }
  },
}

/** Both tabs send at once, and each of them what it found waiting. */
export const twoFlushers: Planted = {
  name: 'two tabs flush at once',
  ports: (ports) => ({ ...ports, exclusively: (work) => work() }),
}

/** A create is said to be done and goes out with the next request, behind what builds on it. */
export const updateAheadOfCreate: Planted = {
  name: 'an update goes ahead of its create',
  ports: (ports) => {
    let kept: Mutation[] = []
    return {
      ...ports,
      send: async (body, token) => {
        const request = requestOf(body)
        const creates = request.mutations.filter((mutation) => mutation.kind === 'create')
        const others = request.mutations.filter((mutation) => mutation.kind !== 'create')
        const reply = await ports.send(withMutations(request, [...others, ...kept]), token)
        if (!isResponse(reply)) return reply
        kept = creates
        const early = creates.map(({ mutationId, call }) => {
          const server = { employeeId: request.employeeId, syncedAt: '', updatedAt: '', version: 1, deleted: false }
          return { mutationId, status: 'applied' as const, call: { ...call, ...server } }
        })
        return { ...reply, body: { ...reply.body, results: [...reply.body.results, ...early] } }
      },
    }
  },
}

/** What the server refused is thrown away. */
export const droppedRefusal: Planted = {
  name: 'a refused entry is dropped',
  ports: (ports) => ({
    ...ports,
    onChange: (callIds) => {
      const drop = write(ports.db, async (tx) => {
        for (const entry of await tx.objectStore('outbox').getAll()) {
          if (entry.state === 'rejected' && entry.seq !== undefined) await tx.objectStore('outbox').delete(entry.seq)
        }
      })
      drop.catch(ports.onError)
      ports.onChange(callIds)
    },
  }),
}

/** The clock's error is taken out twice. */
export const skewTwice: Planted = {
  name: 'the skew is applied twice',
  ports: (ports) => ({
    ...ports,
    send: async (body, token) => {
      const reply = await ports.send(body, token)
      if (!isResponse(reply)) return reply
      const now = ports.clock.now()
      const serverTime = new Date(now + 2 * (Date.parse(reply.body.serverTime) - now)).toISOString()
      return { ...reply, body: { ...reply.body, serverTime } }
    },
  }),
}
