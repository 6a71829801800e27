import type { PasskeyCreationOptions, PasskeyDescriptor, PasskeyRequestOptions } from '../contract'
import { fromBase64url, toBase64url } from './base64url'

/**
 * WebAuthn's ceremonies over its JSON forms (https://www.w3.org/TR/webauthn-3/, §5.1.8 to §5.1.10). Converted here:
 * iOS before 18.4 has neither parse…FromJSON nor toJSON.
 */

export const passkeysExist = (): boolean => 'PublicKeyCredential' in globalThis

/** Whether this device itself can check a finger, a face or its own PIN. */
export const platformAuthenticatorExists = async (): Promise<boolean> =>
  passkeysExist() && (await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false))

/** How a ceremony ended without a credential. `cancelled`: by the person, or in time, or nothing fitted; they look the same. `refused`: what it proved does not hold. */
export class PasskeyError extends Error {
  constructor(readonly code: 'cancelled' | 'exists' | 'unusable' | 'refused') {
    super(code)
  }
}

/** The person proves a passkey; AuthenticationResponseJSON. Throws PasskeyError. */
export async function getAssertion(options: PasskeyRequestOptions, signal?: AbortSignal) {
  const { response, ...credential } = await ceremony(() =>
    navigator.credentials.get({
      publicKey: {
        ...options,
        challenge: fromBase64url(options.challenge),
        allowCredentials: (options.allowCredentials ?? []).map(descriptor),
      },
      ...(signal && { signal }),
    }),
  )
  const { authenticatorData, signature, userHandle, clientDataJSON } = response as AuthenticatorAssertionResponse
  return {
    ...credential,
    response: {
      clientDataJSON: toBase64url(clientDataJSON),
      authenticatorData: toBase64url(authenticatorData),
      signature: toBase64url(signature),
      ...(userHandle && { userHandle: toBase64url(userHandle) }),
    },
  }
}

/** A new passkey; RegistrationResponseJSON. Throws PasskeyError. */
export async function createPasskey(options: PasskeyCreationOptions) {
  const { response, ...credential } = await ceremony(() =>
    navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: fromBase64url(options.challenge),
        user: { ...options.user, id: fromBase64url(options.user.id) },
        excludeCredentials: (options.excludeCredentials ?? []).map(descriptor),
      },
    }),
  )
  const attestation = response as AuthenticatorAttestationResponse
  const publicKey = attestation.getPublicKey()
  return {
    ...credential,
    response: {
      clientDataJSON: toBase64url(attestation.clientDataJSON),
      attestationObject: toBase64url(attestation.attestationObject),
      authenticatorData: toBase64url(attestation.getAuthenticatorData()),
      transports: attestation.getTransports(),
      publicKeyAlgorithm: attestation.getPublicKeyAlgorithm(),
      ...(publicKey && { publicKey: toBase64url(publicKey) }),
    },
  }
}

const descriptor = ({ id, type, transports }: PasskeyDescriptor & { transports?: string[] }): PublicKeyCredentialDescriptor => ({
  id: fromBase64url(id),
  type,
  ...(transports && { transports: transports as AuthenticatorTransport[] }),
})

async function ceremony(start: () => Promise<Credential | null>) {
  const credential = (await start().catch(fail)) as PublicKeyCredential | null
  if (!credential) throw new PasskeyError('cancelled')
  const { id, rawId, type, response, authenticatorAttachment } = credential
  return {
    id,
    rawId: toBase64url(rawId),
    type,
    response,
    ...(authenticatorAttachment && { authenticatorAttachment }),
    clientExtensionResults: credential.getClientExtensionResults(),
  }
}

function fail(error: unknown): never {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyError('cancelled')
  if (name === 'InvalidStateError') throw new PasskeyError('exists')
  if (name) throw new PasskeyError('unusable')
  throw error
}
