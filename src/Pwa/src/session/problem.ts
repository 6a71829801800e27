import type { Problem } from '../contract'

/** What went wrong with a request, by its stable code. `offline`: there was no answer at all. */
export class ApiError extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly problem: Partial<Problem> = {},
    /** Seconds, as the server asked. */
    readonly retryAfter?: number,
  ) {
    super(problem.detail ?? code)
  }
}

/** The same may succeed later: nobody answered, or not now. */
export const passes = ({ code, status }: ApiError): boolean => code === 'offline' || status >= 500 || status === 429

const byStatus: Record<number, string> = {
  401: 'session-expired',
  403: 'forbidden',
  404: 'not-found',
  413: 'body-too-large',
  429: 'slow-down',
}

/** API Gateway's own errors have no code; CloudFront's are not even JSON. */
export async function problemFrom(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem> | null
  const code = body?.code ?? byStatus[response.status] ?? (response.status >= 500 ? 'unavailable' : 'invalid-request')
  const retryAfter = Number(response.headers.get('retry-after'))
  return new ApiError(code, response.status, body ?? {}, retryAfter > 0 ? retryAfter : undefined)
}

/** Throws `offline` when no answer came: then nobody knows whether the server did what it was asked. */
export async function request(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`/api${path}`, { ...init, signal: init.signal ?? AbortSignal.timeout(30_000) }).catch(
    () => undefined,
  )
  if (!response) throw new ApiError('offline', 0)
  return response
}

/** Say which of the contract's requests it is: `post<Invitation>(…)`. */
export const post = <Body = never>(body?: Body): RequestInit =>
  body === undefined
    ? { method: 'POST' }
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
