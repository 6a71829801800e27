import type { IncomingHttpHeaders } from 'node:http'
import type { Challenge, Employee, Passkey, PasskeyCreationOptions, PasskeyRequestOptions } from '../src/contract'
import { problem, type Reply } from './mockReply'

interface Body {
  email?: string
  password?: string
  phone?: string
  method?: string
  challenge?: Challenge['challenge']
  session?: string
  newPassword?: string
  code?: string
  credential?: { id?: string; response?: { publicKey?: string; publicKeyAlgorithm?: number } }
  name?: string
}

const challengeBytes = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
const masked = (text: string): string => (text.includes('@') ? text.replace(/(?<=^.).*(?=@)/, '•••') : `•••${text.slice(-3)}`)

/**
 * Sign-in without a user pool. Any password lets in, `temporary` asks for a new one and `wrong` is wrong; the code is
 * 123456, 000000 is an expired one and any other is wrong; `slow@ooak.test` must wait and `off@ooak.test` is disabled.
 */
export class MockAuth {
  readonly passkeys = new Map<string, Passkey[]>()
  private readonly sessions = new Map<string, Employee | undefined>()

  constructor(
    private readonly employees: Employee[],
    private readonly signedIn: (employee: Employee) => Reply,
  ) {}

  /** Undefined: no route for people who are not signed in. */
  handle(path: string, body: Body, headers: IncomingHttpHeaders): Reply | undefined {
    switch (path) {
      case '/health':
        return { status: 200, body: { version: 'mock', smsEnabled: true } }
      case '/auth/login':
        return this.login(body)
      case '/auth/challenge':
        return this.challenge(body)
      case '/auth/refresh': {
        const employee = this.employees.find((each) => headers.cookie?.includes(`mock=${each.id}`))
        return employee ? this.signedIn(employee) : problem(401, 'session-expired')
      }
      case '/auth/logout':
        return { status: 204, headers: { 'set-cookie': 'mock=; Path=/; Max-Age=0' } }
      case '/auth/password/forgot':
        return { status: 204 }
      case '/auth/password/reset':
        return this.wrongCode(body.code) ?? { status: 204 }
    }
    return undefined
  }

  /** POST, PUT, GET and DELETE /auth/passkeys of somebody who is signed in. */
  handlePasskeys(method: string, path: string, body: Body, caller: Employee): Reply {
    const own = this.passkeys.get(caller.id) ?? []
    if (method === 'POST') return { status: 200, body: { options: creationOptions(caller, own) } }
    if (method === 'PUT') return this.register(body, caller, own)
    if (method === 'GET') return { status: 200, body: { passkeys: own } }
    const id = decodeURIComponent(path.split('/').pop() ?? '')
    if (!own.some((passkey) => passkey.id === id)) return problem(404, 'not-found')
    this.passkeys.set(
      caller.id,
      own.filter((passkey) => passkey.id !== id),
    )
    return { status: 204 }
  }

  private login({ email, password, phone, method }: Body): Reply {
    const employee = this.employees.find((each) => each.email === email)
    if (email === 'slow@ooak.test') return { ...problem(429, 'slow-down'), headers: { 'retry-after': '90' } }
    if (phone) return this.ask('SMS_OTP', this.employees[0], { destination: masked(phone) })
    if (method === 'otp') return this.ask('EMAIL_OTP', employee, { destination: masked(email ?? '') })
    if (method === 'passkey') return this.ask('WEB_AUTHN', employee, { options: this.requestOptions(employee) })
    if (email === 'off@ooak.test') return problem(403, 'account-disabled')
    if (!employee || !password || password === 'wrong') return problem(401, 'invalid-credentials')
    return password === 'temporary' ? this.ask('NEW_PASSWORD_REQUIRED', employee, {}) : this.signedIn(employee)
  }

  private ask(challenge: Challenge['challenge'], employee: Employee | undefined, more: Partial<Challenge>): Reply {
    const session = challengeBytes()
    this.sessions.set(session, employee)
    return { status: 200, body: { challenge, session, ...more } satisfies Challenge }
  }

  private challenge({ session = '', challenge, newPassword, code, credential }: Body): Reply {
    const employee = this.sessions.get(session)
    if (!this.sessions.has(session)) return problem(401, 'challenge-expired')
    if (challenge === 'EMAIL_OTP' || challenge === 'SMS_OTP') {
      const wrong = this.wrongCode(code)
      if (wrong) return wrong
    }
    this.sessions.delete(session)
    if (challenge === 'NEW_PASSWORD_REQUIRED' && !newPassword) return problem(400, 'invalid-request')
    const known = employee && this.passkeys.get(employee.id)?.some(({ id }) => id === credential?.id)
    if (challenge === 'WEB_AUTHN' && !known) return problem(401, 'passkey-refused')
    return employee ? this.signedIn(employee) : problem(401, 'challenge-expired')
  }

  private wrongCode(code: string | undefined): Reply | undefined {
    if (code === '123456') return undefined
    return problem(401, code === '000000' ? 'challenge-expired' : 'wrong-code')
  }

  private requestOptions(employee: Employee | undefined): PasskeyRequestOptions {
    const own = (employee && this.passkeys.get(employee.id)) ?? []
    const decoy = { id: challengeBytes() }
    return {
      challenge: challengeBytes(),
      rpId: 'localhost',
      timeout: 60_000,
      userVerification: 'required',
      allowCredentials: (own.length > 0 ? own : [decoy]).map(({ id }) => ({ type: 'public-key', id })),
    }
  }

  private register({ name, credential }: Body, caller: Employee, own: Passkey[]): Reply {
    const { publicKey, publicKeyAlgorithm } = credential?.response ?? {}
    if (!credential?.id || !publicKey || !name || name.length > 60) return problem(400, 'passkey-refused')
    const passkey: Passkey = {
      id: credential.id,
      name,
      createdAt: new Date().toISOString(),
      publicKey,
      algorithm: publicKeyAlgorithm === -257 ? -257 : -7,
    }
    this.passkeys.set(caller.id, [...own.filter(({ id }) => id !== passkey.id), passkey])
    return { status: 200, body: passkey }
  }
}

const creationOptions = (caller: Employee, own: Passkey[]): PasskeyCreationOptions => ({
  challenge: challengeBytes(),
  rp: { id: 'localhost', name: 'OOAK Call Manager Pro' },
  user: { id: Buffer.from(caller.id).toString('base64url'), name: caller.email, displayName: caller.name },
  pubKeyCredParams: [
    { type: 'public-key', alg: -7 },
    { type: 'public-key', alg: -257 },
  ],
  timeout: 60_000,
  excludeCredentials: own.map(({ id }) => ({ type: 'public-key', id })),
  authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
})
