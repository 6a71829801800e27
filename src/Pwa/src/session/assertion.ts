import type { Passkey } from '../contract'
import { fromBase64url } from './base64url'

/** WebAuthn's AuthenticationResponseJSON, what of it is checked. */
export interface AssertionJson {
  id: string
  response: { clientDataJSON: string; authenticatorData: string; signature: string }
}

export interface Expected {
  /** As given to navigator.credentials.get, base64url. */
  challenge: string
  origin: string
  rpId: string
  /** The signature counter last seen for this passkey; 0 when none was. */
  counter: number
}

export type Verdict =
  | { ok: true; counter: number }
  | { ok: false; reason: 'malformed' | 'type' | 'challenge' | 'origin' | 'rp' | 'flags' | 'counter' | 'signature' }

const userPresent = 0x01
const userVerified = 0x04

/** Verifies an assertion as a relying party does: https://www.w3.org/TR/webauthn-3/#sctn-verifying-assertion. */
export async function verifyAssertion(passkey: Passkey, assertion: AssertionJson, expected: Expected): Promise<Verdict> {
  const no = (reason: (Verdict & { ok: false })['reason']): Verdict => ({ ok: false, reason })
  const parts = read(assertion)
  if (!parts || assertion.id !== passkey.id) return no('malformed')
  const { client, clientData, authenticatorData, signature } = parts
  if (client.type !== 'webauthn.get') return no('type')
  if (client.challenge !== expected.challenge) return no('challenge')
  if (client.origin !== expected.origin || client.crossOrigin === true) return no('origin')

  const rpIdHash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(expected.rpId)))
  if (!rpIdHash.every((byte, i) => byte === authenticatorData[i])) return no('rp')
  const flags = authenticatorData[32] ?? 0
  if (!(flags & userPresent) || !(flags & userVerified)) return no('flags')
  // 0: this authenticator does not count. Else a counter that does not grow tells of a copy.
  const counter = new DataView(authenticatorData.buffer).getUint32(33)
  if (counter !== 0 && expected.counter !== 0 && counter <= expected.counter) return no('counter')

  const clientDataHash = new Uint8Array(await crypto.subtle.digest('SHA-256', clientData))
  const signed = new Uint8Array([...authenticatorData, ...clientDataHash])
  return (await signatureFits(passkey, signature, signed)) ? { ok: true, counter } : no('signature')
}

/** rpIdHash 32, flags 1, counter 4. */
const shortest = 37

function read({ response }: AssertionJson) {
  try {
    const clientData = fromBase64url(response.clientDataJSON)
    const authenticatorData = fromBase64url(response.authenticatorData)
    if (authenticatorData.length < shortest) return undefined
    const client: unknown = JSON.parse(new TextDecoder().decode(clientData))
    if (typeof client !== 'object' || client === null) return undefined
    return {
      clientData,
      authenticatorData,
      signature: fromBase64url(response.signature),
      client: client as { type?: unknown; challenge?: unknown; origin?: unknown; crossOrigin?: unknown },
    }
  } catch {
    return undefined
  }
}

async function signatureFits(passkey: Passkey, signature: Uint8Array<ArrayBuffer>, signed: Uint8Array<ArrayBuffer>) {
  const isElliptic = passkey.algorithm === -7
  const raw = isElliptic ? rawSignature(signature) : signature
  if (!raw) return false
  const algorithm = isElliptic ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  try {
    const key = await crypto.subtle.importKey('spki', fromBase64url(passkey.publicKey), algorithm, false, ['verify'])
    return await crypto.subtle.verify({ name: algorithm.name, hash: 'SHA-256' }, key, raw, signed)
  } catch {
    // A key that is none, from a damaged or foreign record.
    return false
  }
}

/** WebAuthn signs with DER's SEQUENCE { r INTEGER, s INTEGER }; WebCrypto wants both as 32 bytes, one after the other. */
export function rawSignature(der: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) return undefined
  const raw = new Uint8Array(64)
  let at = 2
  for (const end of [32, 64]) {
    const length = der[at + 1] ?? 0
    const integer = der.subarray(at + 2, at + 2 + length)
    if (der[at] !== 0x02 || length === 0 || integer.length !== length) return undefined
    const start = integer.findIndex((byte) => byte !== 0)
    const value = start < 0 ? integer.subarray(length) : integer.subarray(start)
    if (value.length > 32) return undefined
    raw.set(value, end - value.length)
    at += 2 + length
  }
  return at === der.length ? raw : undefined
}
