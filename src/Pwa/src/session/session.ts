import type { Employee, LogoutRequest, SignedIn } from '../contract'
import { lockUntilSignedIn, signedInAgain } from '../lock/ended'
import type { Access } from '../sync/ports'
import { ApiError, post, problemFrom, request } from './problem'
import { rememberAccount, setSignOutPending, signOutIsPending } from './remembered'

interface Token {
  accessToken: string
  /** performance.now() has no leaps, but is not shared; so wall clock. */
  expiresAt: number
  employee: Employee
}

type Heard = { type: 'token'; token: Token } | { type: 'signed-out' }

/** A token is not used in its last seconds: the request takes time, and clocks differ. */
const margin = 30_000

let token: Token | undefined
const listeners = new Set<(heard: Heard) => void>()
const channel = new BroadcastChannel('ooak-session')
channel.onmessage = ({ data }: MessageEvent<Heard>) => {
  token = data.type === 'token' ? data.token : undefined
  for (const listener of listeners) listener(data)
}

const refusals = new Set<() => void>()

/** The server took a request for nobody's, or for somebody who may not: the account may not be what it was. */
export const onRefused = (listener: () => void): void => void refusals.add(listener)

/** Sign-in and sign-out in other tabs. */
export const onSessionElsewhere = (listener: (heard: Heard) => void): void => void listeners.add(listener)

const usable = (): Token | undefined => (token && token.expiresAt - Date.now() > margin ? token : undefined)

function keep(signedIn: SignedIn): Token {
  token = { ...signedIn, expiresAt: Date.now() + signedIn.expiresIn * 1_000 }
  channel.postMessage({ type: 'token', token } satisfies Heard)
  return token
}

/** Takes over a session that the server just opened. */
export async function begin(signedIn: SignedIn): Promise<void> {
  await setSignOutPending(false)
  await rememberAccount(signedIn.employee)
  await signedInAgain(signedIn.employee.id)
  keep(signedIn)
}

/** One refresh at a time among all tabs and the worker: each one rotates the cookie. */
async function refresh(rejected?: string): Promise<Token> {
  return navigator.locks.request('ooak-session', async () => {
    const shared = usable()
    if (shared && shared.accessToken !== rejected) return shared
    if (await signOutIsPending()) {
      const response = await request('/auth/logout', post<LogoutRequest>({}))
      if (!response.ok) throw await problemFrom(response)
      await setSignOutPending(false)
      throw new ApiError('session-expired', 401)
    }
    const response = await rotate().catch(rotate)
    if (!response.ok) throw await refusal(response)
    return keep((await response.json()) as SignedIn)
  })
}

/** Whichever page, or the worker, hears it first: what follows from it follows here. */
async function refusal(response: Response): Promise<ApiError> {
  const error = await problemFrom(response)
  if (error.problem.signedOut) await lockUntilSignedIn('signed-out')
  if (error.code === 'account-disabled') await lockUntilSignedIn('disabled')
  return error
}

/**
 * A lost reply leaves the old cookie here, which the server takes for 60 s more. So: asked twice, and both well within
 * that time; after it the session would be over.
 */
const rotate = (): Promise<Response> => request('/auth/refresh', { ...post(), signal: AbortSignal.timeout(20_000) })

/** The token of whoever is signed in on this device. Throws ApiError. */
export async function currentToken(rejected?: string): Promise<Token> {
  const known = usable()
  return known && known.accessToken !== rejected ? known : refresh(rejected)
}

/** Access for one account's outbox: somebody else's session must never send it. */
export async function accessFor(employeeId: string, rejected?: string): Promise<Access> {
  try {
    const current = await currentToken(rejected)
    if (current.employee.id !== employeeId) return { ok: false, reason: 'other-account' }
    return { ok: true, accessToken: current.accessToken }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.problem.signedOut) return { ok: false, reason: 'signed-out' }
    if (error.code === 'session-expired') return { ok: false, reason: 'expired' }
    if (error.code === 'account-disabled') return { ok: false, reason: 'disabled' }
    if (error.code === 'account-erased') return { ok: false, reason: 'erased' }
    return { ok: false, reason: 'unavailable' }
  }
}

export async function signOut(): Promise<void> {
  token = undefined
  await setSignOutPending(true)
  channel.postMessage({ type: 'signed-out' } satisfies Heard)
  // It is remembered, and said again before anything else is asked: nobody has to wait for a server that is silent.
  const response = await request('/auth/logout', { ...post<LogoutRequest>({}), signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  )
  if (response?.ok) await setSignOutPending(false)
}

/** Ends the person's sessions on every device. Needs an answer: without one this device stays signed in, to try again. */
export async function signOutEverywhere(): Promise<void> {
  const response = await request('/auth/logout', post<LogoutRequest>({ everywhere: true }))
  if (!response.ok) throw await problemFrom(response)
  token = undefined
  channel.postMessage({ type: 'signed-out' } satisfies Heard)
}

/** An authorized request; a 401 refreshes the session once. */
export async function api<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await authorized(path, init)
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

/** The answer as it came; one that says that it did not work is thrown. */
export async function authorized(path: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await send(path, init)
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) for (const listener of refusals) listener()
    throw error
  }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let rejected: string | undefined
  for (const mayRenew of [true, false]) {
    const { accessToken } = await currentToken(rejected)
    const headers = { ...init.headers, authorization: `Bearer ${accessToken}` }
    const response = await request(path, { ...init, headers })
    if (response.ok) return response
    if (response.status !== 401 || !mayRenew) throw await problemFrom(response)
    rejected = accessToken
  }
  throw new ApiError('session-expired', 401)
}
