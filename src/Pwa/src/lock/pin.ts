import { forget, type PinRecord, recall, remember, revise } from '../session/remembered'

/**
 * A device PIN: what it protects is the screen, on a device that is in somebody's hand. So what counts is that few
 * attempts are possible; the slow hash only keeps the digits themselves from being read off the disk at once.
 */
export const pinLength = { min: 6, max: 12 }
/** Wrong attempts until only the password or a passkey helps. */
export const maxAttempts = 5
/** PBKDF2-HMAC-SHA256. */
const iterations = 600_000
/** ms to wait before the next attempt, by how many there were. */
const waits = [0, 0, 2_000, 10_000, 30_000]

export type PinProblem = 'length' | 'simple'

/** What is wrong with a PIN that somebody makes up. */
export function pinProblem(pin: string): PinProblem | undefined {
  if (!/^\d+$/.test(pin) || pin.length < pinLength.min || pin.length > pinLength.max) return 'length'
  const steps = new Set(Array.from(pin.slice(1), (digit, i) => Number(digit) - Number(pin[i])))
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1 ? 'simple' : undefined
}

export async function setPin(employeeId: string, pin: string): Promise<void> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const hash = await derive(pin, salt, iterations)
  await remember('pin', { employeeId, salt, iterations, hash, attempts: 0, notBefore: 0 })
}

export const removePin = (): Promise<void> => forget('pin')

export type PinState = 'none' | 'ready' | 'disabled'

export async function pinState(employeeId: string): Promise<PinState> {
  const pin = await recall('pin')
  if (pin?.employeeId !== employeeId) return 'none'
  return pin.attempts >= maxAttempts ? 'disabled' : 'ready'
}

export type PinVerdict =
  | { kind: 'right' }
  /** `ms`: until the next attempt. */
  | { kind: 'wrong'; left: number; ms: number }
  /** Too soon after the last one; not counted. */
  | { kind: 'wait'; ms: number }
  | { kind: 'disabled' }

/** The attempt is on disk before it is checked: closing the app meanwhile gains nothing. */
export async function checkPin(employeeId: string, typed: string, now: number): Promise<PinVerdict> {
  let refusal: PinVerdict | undefined
  const counted = await revise('pin', (pin) => {
    if (pin?.employeeId !== employeeId || pin.attempts >= maxAttempts) {
      refusal = { kind: 'disabled' }
      return undefined
    }
    const ms = pin.notBefore - now
    // A longer wait than any comes from a clock that was set back; the number of attempts still holds.
    if (ms > 0 && ms <= Math.max(...waits)) {
      refusal = { kind: 'wait', ms }
      return undefined
    }
    const attempts = pin.attempts + 1
    return { ...pin, attempts, notBefore: now + (waits[attempts] ?? 0) }
  })
  if (refusal || !counted) return refusal ?? { kind: 'disabled' }
  if (!(await matches(counted, typed))) {
    const left = maxAttempts - counted.attempts
    return left > 0 ? { kind: 'wrong', left, ms: counted.notBefore - now } : { kind: 'disabled' }
  }
  await revise('pin', (pin) => pin && { ...pin, attempts: 0, notBefore: 0 })
  return { kind: 'right' }
}

async function matches(pin: PinRecord, typed: string): Promise<boolean> {
  const hash = await derive(typed, pin.salt, pin.iterations)
  let difference = hash.length ^ pin.hash.length
  for (const [i, byte] of hash.entries()) difference |= byte ^ (pin.hash[i] ?? 0)
  return difference === 0
}

async function derive(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256))
}
