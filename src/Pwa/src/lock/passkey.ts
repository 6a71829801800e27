import type { Passkey } from '../contract'
import { verifyAssertion } from '../session/assertion'
import { toBase64url } from '../session/base64url'
import { recall, revise } from '../session/remembered'
import { getAssertion, PasskeyError } from '../session/webauthn'

/**
 * The person proves one of their passkeys to this device: with or without a network, checked against the public keys that
 * the server named. The relying party is the site's own domain, as in the user pool. Throws PasskeyError.
 */
export async function provePasskey(passkeys: readonly Passkey[]): Promise<void> {
  const challenge = toBase64url(crypto.getRandomValues(new Uint8Array(32)))
  const rpId = location.hostname
  const assertion = await getAssertion({
    challenge,
    rpId,
    userVerification: 'required',
    timeout: 60_000,
    allowCredentials: passkeys.map(({ id }) => ({ type: 'public-key', id })),
  })
  const passkey = passkeys.find(({ id }) => id === assertion.id)
  if (!passkey) throw new PasskeyError('refused')
  const counter = (await recall('counters'))?.[passkey.id] ?? 0
  const verdict = await verifyAssertion(passkey, assertion, { challenge, origin: location.origin, rpId, counter })
  if (!verdict.ok) throw new PasskeyError('refused')
  await revise('counters', (counters) => ({ ...counters, [passkey.id]: verdict.counter }))
}
