import type { Problem, SyncRequest, SyncResponse } from '../contract'
import { type Batch, emptyBatch, maxMutations, nextBatch, sizeOf } from './batch'
import { measureOffset } from './clock'
import { getMeta, setMeta, write } from './db'
import type { Refusal } from './model'
import type { Access, Reply, SessionFailure, SyncPorts } from './ports'
import { presenceOf } from './presence'
import { refuse, settle } from './settle'
import { refuseErrand } from './settleErrands'

export type Outcome =
  /** Something went through; `more`: the server has more changes to hand out. */
  | { kind: 'progress'; more: boolean }
  /** Nothing left that could go now. */
  | { kind: 'settled'; nextDue: number | undefined }
  /** The request as a whole was refused: try fewer mutations than `size`. */
  | { kind: 'too-much'; size: number }
  | { kind: 'stopped'; reason: Exclude<SessionFailure, 'unavailable'> }
  | { kind: 'failed'; offline: boolean; code: string; retryAfter: number | undefined }

/** One request of POST /sync and what follows from its answer. Without `pull`, only if there is something to send. */
export async function syncOnce(ports: SyncPorts, limit: number, pull: boolean): Promise<Outcome> {
  const batch = await nextBatch(ports.db, ports.employeeId, ports.clock.now(), Math.min(limit, maxMutations))
  if (sizeOf(batch) === 0 && !pull) return { kind: 'settled', nextDue: batch.nextDue }
  const reply = await exchange(ports, batch)
  if ('kind' in reply) return reply
  if (isSyncResponse(reply)) return accept(ports, batch, reply)
  if (isTransient(reply.status)) return failed(`http-${reply.status}`, reply.retryAfter)

  const problem = problemOf(reply)
  const reason = personal[problem.code]
  if (reason) return { kind: 'stopped', reason }
  if (sizeOf(batch) > 1) return { kind: 'too-much', size: sizeOf(batch) }
  return convict(ports, batch, problem)
}

interface Answered extends Reply {
  /** When this request went out: what came before it (a session that was renewed) says nothing of the server's clock. */
  sentAt: number
}

async function exchange(ports: SyncPorts, batch: Batch): Promise<Answered | Outcome> {
  const body = await requestBody(ports, batch)
  let access = await ports.session.access()
  for (const mayRenew of [true, false]) {
    if (!access.ok) return noAccess(access)
    const { accessToken } = access
    const sentAt = ports.clock.now()
    const reply = await ports.send(body, accessToken).catch(() => undefined)
    if (!reply) return { kind: 'failed', offline: true, code: 'no-answer', retryAfter: undefined }
    if (reply.status !== 401) return { ...reply, sentAt }
    if (mayRenew) access = await ports.session.renew(accessToken)
  }
  return failed('http-401')
}

function noAccess(access: Access & { ok: false }): Outcome {
  return access.reason === 'unavailable'
    ? { kind: 'failed', offline: true, code: 'no-session', retryAfter: undefined }
    : { kind: 'stopped', reason: access.reason }
}

/** The mutations' bytes go out exactly as they froze. */
async function requestBody(ports: SyncPorts, batch: Batch): Promise<string> {
  const { db, employeeId } = ports
  const deviceId = (await getMeta(db, 'deviceId')) ?? (await claimDeviceId(ports))
  const cursor = (await getMeta(db, 'cursor')) ?? null
  const presence = await presenceOf(db, batch)
  const envelope: Omit<SyncRequest, 'mutations'> = { deviceId, employeeId, cursor, presence }
  const mutations = [...batch.errands, ...batch.entries].map(({ bytes }) => bytes).join(',')
  return `${JSON.stringify(envelope).slice(0, -1)},"mutations":[${mutations}]}`
}

function claimDeviceId(ports: SyncPorts): Promise<string> {
  return write(ports.db, async (tx) => {
    const deviceId = (await getMeta(tx, 'deviceId')) ?? ports.newId()
    await setMeta(tx, 'deviceId', deviceId)
    return deviceId
  })
}

async function accept(
  ports: SyncPorts,
  batch: Batch,
  { body: response, sentAt }: Answered & { body: SyncResponse },
): Promise<Outcome> {
  const receivedAt = ports.clock.now()
  const offset = measureOffset(response.serverTime, sentAt, receivedAt)
  const settlement = { employeeId: ports.employeeId, now: receivedAt, random: ports.random, newId: ports.newId }
  ports.onChange(await settle(ports.db, batch, response, offset, settlement))

  if (sizeOf(batch) > 0 && response.results.length === 0 && !response.mustRefetch) return failed('no-results')
  return { kind: 'progress', more: response.more || response.mustRefetch === true }
}

/** A lone mutation is refused only if the same request without it goes through: else the request is at fault. */
async function convict(ports: SyncPorts, batch: Batch, problem: Refusal): Promise<Outcome> {
  const [entry] = batch.entries
  const [errand] = batch.errands
  if (!entry && !errand) return failed(problem.code)
  const reply = await exchange(ports, emptyBatch)
  if ('kind' in reply) return reply
  if (!isSyncResponse(reply)) return failed(isTransient(reply.status) ? `http-${reply.status}` : problem.code, reply.retryAfter)
  if (entry) await write(ports.db, (tx) => refuse(tx, entry, problem))
  if (errand) await write(ports.db, (tx) => refuseErrand(tx, errand, problem))
  ports.onChange(entry ? [entry.callId] : [])
  return accept(ports, emptyBatch, reply)
}

/** Refusals of the person, not of the request: a token outlives what happened to its owner. */
const personal: Record<string, Exclude<SessionFailure, 'unavailable'>> = {
  'wrong-account': 'other-account',
  'account-disabled': 'disabled',
  'account-erased': 'erased',
}

const failed = (code: string, retryAfter?: number): Outcome => ({ kind: 'failed', offline: false, code, retryAfter })

const isTransient = (status: number): boolean =>
  status >= 500 || status === 429 || status === 408 || status === 425 || status < 400

function isSyncResponse(reply: Reply): reply is Reply & { body: SyncResponse } {
  const body = reply.body as Partial<SyncResponse> | undefined
  return reply.status === 200 && Array.isArray(body?.results) && Array.isArray(body?.changes?.calls)
}

/** API Gateway's own errors carry `message` and no code. */
function problemOf(reply: Reply): Refusal {
  const body = (reply.body ?? {}) as Partial<Problem> & { message?: string }
  const refusal: Refusal = { code: body.code ?? `http-${reply.status}`, detail: body.detail ?? body.message ?? '' }
  if (body.errors) refusal.errors = body.errors
  return refusal
}
