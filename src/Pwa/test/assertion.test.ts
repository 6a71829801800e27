import { beforeAll, describe, expect, it } from 'vitest'
import type { Passkey } from '../src/contract'
import { type AssertionJson, type Expected, rawSignature, verifyAssertion } from '../src/session/assertion'
import { fromBase64url, toBase64url } from '../src/session/base64url'

const encoder = new TextEncoder()
const expected: Expected = {
  challenge: toBase64url(encoder.encode('random')),
  origin: 'https://calls.example',
  rpId: 'calls.example',
  counter: 0,
}

/** An authenticator in software. */
interface Authenticator {
  passkey: Passkey
  sign: (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>
}

/** DER, as authenticators send it: shortest integers, a zero before a high bit. */
function der(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const integer = (bytes: Uint8Array): number[] => {
    const start = bytes.findIndex((byte) => byte !== 0)
    const shortest = [...(start < 0 ? [0] : bytes.subarray(start))]
    const value = (shortest[0] ?? 0) > 127 ? [0, ...shortest] : shortest
    return [0x02, value.length, ...value]
  }
  const body = [...integer(raw.subarray(0, 32)), ...integer(raw.subarray(32))]
  return new Uint8Array([0x30, body.length, ...body])
}

async function authenticator(algorithm: -7 | -257): Promise<Authenticator> {
  const elliptic = algorithm === -7
  const kind = elliptic
    ? { name: 'ECDSA', namedCurve: 'P-256' }
    : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) }
  const keys = (await crypto.subtle.generateKey(kind, true, ['sign', 'verify'])) as CryptoKeyPair
  const publicKey = toBase64url(await crypto.subtle.exportKey('spki', keys.publicKey))
  return {
    passkey: { id: `key${algorithm}`, name: 'Phone', createdAt: '', publicKey, algorithm },
    async sign(data) {
      const raw = new Uint8Array(await crypto.subtle.sign({ name: kind.name, hash: 'SHA-256' }, keys.privateKey, data))
      return elliptic ? der(raw) : raw
    },
  }
}

interface Made {
  client?: Record<string, unknown>
  rpId?: string
  flags?: number
  counter?: number
}

async function assertion(by: Authenticator, made: Made = {}): Promise<AssertionJson> {
  const client = {
    type: 'webauthn.get',
    challenge: expected.challenge,
    origin: expected.origin,
    crossOrigin: false,
    ...made.client,
  }
  const clientData = encoder.encode(JSON.stringify(client))
  const rpIdHash = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(made.rpId ?? expected.rpId)))
  const counter = new Uint8Array(4)
  new DataView(counter.buffer).setUint32(0, made.counter ?? 0)
  const authenticatorData = new Uint8Array([...rpIdHash, made.flags ?? 0x05, ...counter])
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', clientData))
  const signature = await by.sign(new Uint8Array([...authenticatorData, ...hash]))
  return {
    id: by.passkey.id,
    response: {
      clientDataJSON: toBase64url(clientData),
      authenticatorData: toBase64url(authenticatorData),
      signature: toBase64url(signature),
    },
  }
}

describe.each([-7, -257] as const)('an assertion with algorithm %i', (algorithm) => {
  let own: Authenticator
  beforeAll(async () => {
    own = await authenticator(algorithm)
  })
  const verify = async (made: Made, counter = 0) =>
    verifyAssertion(own.passkey, await assertion(own, made), { ...expected, counter })

  it('as it should be unlocks', async () => {
    // Many: every shape that the integers of a signature can have.
    for (let i = 0; i < (algorithm === -7 ? 60 : 3); i++) expect(await verify({})).toEqual({ ok: true, counter: 0 })
  })
  it.each([
    ['for a registration', { client: { type: 'webauthn.create' } }, 'type'],
    ['for another challenge', { client: { challenge: toBase64url(encoder.encode('replayed')) } }, 'challenge'],
    ['from another origin', { client: { origin: 'https://calls.example.evil' } }, 'origin'],
    ['from another port', { client: { origin: 'https://calls.example:8443' } }, 'origin'],
    ['from a frame of another site', { client: { crossOrigin: true } }, 'origin'],
    ['for another relying party', { rpId: 'example' }, 'rp'],
    ['without anybody present', { flags: 0x04 }, 'flags'],
    ['without checking who it is', { flags: 0x01 }, 'flags'],
  ] as [string, Made, string][])('%s does not', async (_name, made, reason) => {
    expect(await verify(made)).toEqual({ ok: false, reason })
  })
  it.each([
    [0, 0, true],
    [1, 0, true],
    [6, 5, true],
    [0, 5, true],
    [5, 5, false],
    [4, 5, false],
    [0xffffffff, 0xfffffffe, true],
  ])('with counter %i after %i: %s', async (counter, before, ok) => {
    expect(await verify({ counter }, before)).toEqual(ok ? { ok, counter } : { ok, reason: 'counter' })
  })
  it('of another key does not', async () => {
    const other = await authenticator(algorithm)
    const theirs = await assertion({ ...other, passkey: own.passkey })
    expect(await verifyAssertion(own.passkey, theirs, expected)).toEqual({ ok: false, reason: 'signature' })
  })
  it('altered after signing does not', async () => {
    const good = await assertion(own, { counter: 1 })
    const data = fromBase64url(good.response.authenticatorData)
    data[36] = 9
    const altered = { ...good, response: { ...good.response, authenticatorData: toBase64url(data) } }
    expect(await verifyAssertion(own.passkey, altered, expected)).toEqual({ ok: false, reason: 'signature' })
  })
  it('checked with a damaged key does not', async () => {
    const damaged = { ...own.passkey, publicKey: 'AAAA' }
    expect(await verifyAssertion(damaged, await assertion(own), expected)).toEqual({ ok: false, reason: 'signature' })
  })
  it.each(['clientDataJSON', 'authenticatorData'] as const)('with an unreadable %s does not', async (part) => {
    const good = await assertion(own)
    for (const broken of ['', '!', 'AAAA']) {
      const bad = { ...good, response: { ...good.response, [part]: broken } }
      expect(await verifyAssertion(own.passkey, bad, expected)).toEqual({ ok: false, reason: 'malformed' })
    }
  })
  it('of another passkey’s id does not', async () => {
    const good = await assertion(own)
    expect(await verifyAssertion(own.passkey, { ...good, id: 'other' }, expected)).toEqual({ ok: false, reason: 'malformed' })
  })
})

describe('DER signatures', () => {
  it.each([
    ['nothing', []],
    ['no sequence', [0x31, 6, 2, 1, 1, 2, 1, 1]],
    ['a wrong length', [0x30, 7, 2, 1, 1, 2, 1, 1]],
    ['no integer', [0x30, 6, 3, 1, 1, 2, 1, 1]],
    ['an integer beyond its end', [0x30, 6, 2, 1, 1, 2, 9, 1]],
    ['an integer of no bytes', [0x30, 5, 2, 0, 2, 1, 1]],
    ['an integer too large', [0x30, 38, 2, 33, 1, ...new Array(32).fill(0), 2, 1, 1]],
    ['something behind it', [0x30, 7, 2, 1, 1, 2, 1, 1, 0]],
  ])('with %s are refused', (_name, bytes) => expect(rawSignature(new Uint8Array(bytes))).toBeUndefined())
  it('become two integers of 32 bytes', () => {
    const raw = rawSignature(new Uint8Array([0x30, 7, 2, 1, 1, 2, 2, 0, 0x80]))
    expect(raw?.[31]).toBe(1)
    expect(raw?.[63]).toBe(0x80)
    expect(raw?.length).toBe(64)
  })
})
