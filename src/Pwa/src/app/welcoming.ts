import { signal } from '@preact/signals'
import { recall, remember } from '../session/remembered'

/** The first-run cards are to be shown: once a device, after signing in. */
export const welcoming = signal(false)
/** Home offers to add a passkey. */
export const offeringPasskey = signal(false)

export async function welcome(employeeId: string, byPassword: boolean): Promise<void> {
  welcoming.value = !(await recall('welcomed'))
  if (byPassword && (await recall('passkeyOffered')) !== employeeId) void offerPasskey()
}

async function offerPasskey(): Promise<void> {
  const { platformAuthenticatorExists } = await import('../session/webauthn')
  offeringPasskey.value = await platformAuthenticatorExists()
}

export async function endWelcome(): Promise<void> {
  welcoming.value = false
  await remember('welcomed', true)
}
