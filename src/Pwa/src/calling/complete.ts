import { me } from '../app/account'

/** ms. Saving and calling need no network: without the numbering plans in this time the number stays as typed. */
const patience = 1_500

/** The number in E.164 by the organisation's country, once the numbering plans are here; else as typed. */
export async function inFull(typed: string): Promise<string> {
  const country = me.value?.organisation.defaultCountry
  if (!typed.trim() || !country) return typed
  const plans = await import('./numbers').catch(() => undefined)
  return plans?.e164(typed, country) ?? typed
}

/** The same, without waiting for long. */
export function completed(typed: string): Promise<string> {
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(typed), patience))
  return Promise.race([inFull(typed), late])
}
