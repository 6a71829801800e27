import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Employee, SignedIn } from '../src/contract'
import { access } from '../src/i18n/access'
import { ApiError } from '../src/session/problem'
import { PasskeyError } from '../src/session/webauthn'
import { explain } from '../src/ui/explain'
import { employeeId } from './device'

const employee: Employee = {
  id: employeeId,
  email: 'ada@ooak.test',
  name: 'Ada Marsh',
  phone: null,
  role: 'employee',
  team: null,
  status: 'active',
  createdAt: '2026-01-01T00:00:00.000Z',
  reachable: false,
}
const signedIn: SignedIn = { accessToken: 'token-1', expiresIn: 900, employee }

type Answer = 'lost' | { status: number; body?: unknown; headers?: Record<string, string> }
let answers: Answer[]
let asked: { path: string; body: unknown }[]

/** The modules keep the session in memory, as a page does: a fresh copy is a fresh page. */
async function page() {
  vi.resetModules()
  return {
    ...(await import('../src/session/session')),
    ...(await import('../src/session/signIn')),
    ...(await import('../src/session/remembered')),
    ApiError: (await import('../src/session/problem')).ApiError,
  }
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  answers = []
  asked = []
  vi.stubGlobal('navigator', { locks: { request: (_name: string, work: () => unknown) => work() } })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, body: init.body === undefined ? undefined : JSON.parse(String(init.body)) })
    const answer = answers.shift()
    if (!answer || answer === 'lost') throw new TypeError('network')
    const { status, body, headers } = answer
    return new Response(body === undefined ? null : JSON.stringify(body), { status, ...(headers && { headers }) })
  })
})

const refused = (status: number, code: string): Answer => ({ status, body: { status, code } })

describe('refreshing', () => {
  it('survives a lost reply: it asks again while the server still takes the old cookie', async () => {
    const session = await page()
    answers = ['lost', { status: 200, body: signedIn }]
    expect(await session.accessFor(employeeId)).toEqual({ ok: true, accessToken: 'token-1' })
    expect(asked.map(({ path }) => path)).toEqual(['/api/auth/refresh', '/api/auth/refresh'])
  })
  it('without any answer signs nobody out', async () => {
    const session = await page()
    await session.rememberAccount(employee)
    expect(await session.accessFor(employeeId)).toEqual({ ok: false, reason: 'unavailable' })
    expect(await session.rememberedAccount()).toEqual(employee)
    answers = [{ status: 200, body: signedIn }]
    expect(await session.accessFor(employeeId)).toMatchObject({ ok: true })
  })
  it.each([
    [401, 'session-expired', 'expired'],
    [403, 'account-disabled', 'disabled'],
    [410, 'account-erased', 'erased'],
    [503, 'unavailable', 'unavailable'],
    [429, 'slow-down', 'unavailable'],
  ])('%i %s stops the outbox as %s and asks once', async (status, code, reason) => {
    const session = await page()
    answers = [refused(status, code)]
    expect(await session.accessFor(employeeId)).toEqual({ ok: false, reason })
    expect(asked).toHaveLength(1)
  })
  it.each([
    ['signed out everywhere', { status: 401, body: { status: 401, code: 'session-expired', signedOut: true } }, 'signed-out'],
    ['disabled', refused(403, 'account-disabled'), 'disabled'],
  ] as [string, Answer, 'signed-out' | 'disabled'][])(
    'of somebody who was %s locks the device for signing in',
    async (_what, answer, ended) => {
      const session = await page()
      await session.rememberAccount(employee)
      answers = [answer]
      expect(await session.accessFor(employeeId)).toEqual({ ok: false, reason: ended })
      expect(await session.recall('lock')).toEqual({ employeeId, locked: true, ended })
      answers = [{ status: 200, body: signedIn }]
      await session.signIn('ada@ooak.test', 'Right-password-1')
      expect(await session.recall('lock')).toEqual({ employeeId, locked: true })
    },
  )
  it('that merely ran out locks nothing', async () => {
    const session = await page()
    await session.rememberAccount(employee)
    answers = [refused(401, 'session-expired')]
    await session.accessFor(employeeId)
    expect(await session.recall('lock')).toBeUndefined()
  })
  it('of somebody else leaves the lock of this device’s owner', async () => {
    const session = await page()
    await session.rememberAccount(employee)
    answers = [refused(403, 'account-disabled')]
    await session.accessFor(employeeId)
    answers = [{ status: 200, body: { ...signedIn, employee: { ...employee, id: 'somebody-else' } } }]
    await session.signIn('somebody@ooak.test', 'Right-password-1')
    expect(await session.recall('lock')).toEqual({ employeeId, locked: true, ended: 'disabled' })
  })
  it('never lends somebody else’s session to this outbox', async () => {
    const session = await page()
    answers = [{ status: 200, body: signedIn }]
    expect(await session.accessFor('somebody-else')).toEqual({ ok: false, reason: 'other-account' })
  })
  it('is not done while a log-out waits for the server, and goes on waiting if that fails', async () => {
    const session = await page()
    await session.setSignOutPending(true)
    answers = [refused(503, 'unavailable')]
    expect(await session.accessFor(employeeId)).toEqual({ ok: false, reason: 'unavailable' })
    expect(await session.signOutIsPending()).toBe(true)
    answers = [{ status: 204 }]
    expect(await session.accessFor(employeeId)).toEqual({ ok: false, reason: 'expired' })
    expect(await session.signOutIsPending()).toBe(false)
    expect(asked.map(({ path }) => path)).toEqual(['/api/auth/logout', '/api/auth/logout'])
  })
})

describe('signing in', () => {
  it('remembers the account and the address, and keeps the token out of every store', async () => {
    const session = await page()
    answers = [{ status: 200, body: signedIn }]
    await session.signIn('ada@ooak.test', 'Right-password-1')
    expect(await session.rememberedAccount()).toEqual(employee)
    await session.remember('export', { employeeId, id: 'e-1', query: 'phone=%2B447700900123', at: Date.now() })
    await session.forgetAccount()
    expect(await session.recall('export')).toBeUndefined()
    expect(await session.recall('email')).toBe('ada@ooak.test')
    for (const key of ['account', 'signOut', 'email', 'lock', 'pin'] as const) {
      expect(JSON.stringify(await session.recall(key)) ?? '').not.toContain('token-1')
    }
  })
  it('answers a challenge with its own session, and follows one with another', async () => {
    const session = await page()
    const challenge = { challenge: 'EMAIL_OTP', session: 's-1', destination: 'a•••@ooak.test' } as const
    answers = [
      { status: 200, body: challenge },
      refused(401, 'wrong-code'),
      { status: 200, body: { challenge: 'NEW_PASSWORD_REQUIRED', session: 's-2' } },
    ]
    expect(await session.requestEmailCode('ada@ooak.test')).toEqual(challenge)
    await expect(session.answerChallenge(challenge, { code: '1' })).rejects.toMatchObject({ code: 'wrong-code', status: 401 })
    expect(await session.answerChallenge(challenge, { code: '2' })).toMatchObject({ session: 's-2' })
    expect(asked.slice(1).map(({ body }) => body)).toEqual([
      { challenge: 'EMAIL_OTP', session: 's-1', code: '1' },
      { challenge: 'EMAIL_OTP', session: 's-1', code: '2' },
    ])
    expect(await session.rememberedAccount()).toBeUndefined()
  })
  it.each([
    [{ status: 200, body: { version: '1', smsEnabled: true } }, true],
    [{ status: 200, body: { version: '1' } }, false],
    [{ status: 503 }, false],
    ['lost', false],
  ] as [Answer, boolean][])('offers text codes only when the server says so (%o)', async (answer, works) => {
    const session = await page()
    answers = [answer]
    expect(await session.textCodesWork()).toBe(works)
  })
})

describe('signing out everywhere', () => {
  it('without an answer leaves this device signed in, to try again', async () => {
    const session = await page()
    answers = [{ status: 200, body: signedIn }]
    await session.signIn('ada@ooak.test', 'Right-password-1')
    await expect(session.signOutEverywhere()).rejects.toMatchObject({ code: 'offline' })
    expect(await session.accessFor(employeeId)).toMatchObject({ ok: true })
    answers = [{ status: 204 }, refused(401, 'session-expired')]
    await session.signOutEverywhere()
    expect(asked.at(-1)).toEqual({ path: '/api/auth/logout', body: { everywhere: true } })
    expect(await session.accessFor(employeeId)).toEqual({ ok: false, reason: 'expired' })
  })
})

describe('what people are told', () => {
  const codes = [
    'invalid-credentials',
    'wrong-code',
    'challenge-expired',
    'passkey-refused',
    'password-reset-required',
    'account-disabled',
    'account-erased',
    'session-expired',
    'invalid-request',
    'forbidden',
    'not-found',
    'slow-down',
    'body-too-large',
    'offline',
    'unavailable',
  ]
  const told = codes.map((code) => explain(new ApiError(code, 400)))
  it.each(codes.map((code, i) => [code, told[i]]))('%s: %s', (_code, message) => {
    expect(message).not.toBe(access.problem)
    expect(message).toMatch(/^[A-Z].*\.$/)
  })
  it('differs for every code', () => expect(new Set(told).size).toBe(codes.length))
  it('says how long to wait', () => {
    expect(explain(new ApiError('slow-down', 429, {}, 90))).toBe('Too many attempts. Try again in 1m 30s.')
  })
  it('names the password when the server refuses it', () => {
    const problem = { errors: { newPassword: ['Too short.'] } }
    expect(explain(new ApiError('invalid-request', 400, problem))).toBe(access.passwordRefused)
  })
  it.each(['cancelled', 'exists', 'unusable'] as const)('a passkey that is %s', (code) => {
    expect(explain(new PasskeyError(code))).not.toBe(access.problem)
  })
  it('does not hide a bug', () => expect(() => explain(new TypeError('x'))).toThrow(TypeError))
  it('reads Retry-After from the answer', async () => {
    const session = await page()
    answers = [{ ...(refused(429, 'slow-down') as object), status: 429, headers: { 'retry-after': '7' } }]
    await expect(session.signIn('a@b.c', 'x')).rejects.toMatchObject({ code: 'slow-down', retryAfter: 7 })
  })
})
