import { me } from '../app/account'

/** ms. Saving and calling need no network: without the numbering plans in this time the number stays as typed. */
const patience = 1_500

/** The number in E.164 by the organisation's country; as typed where it is not a number of any plan. */
export async function completed(typed: string): Promise<string> {
  if (!typed.trim()) return typed
  const country = me.value?.organisation.defaultCountry
  const plans = import('./numbers').catch(() => undefined)
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience))
  return (country && (await Promise.race([plans, late]))?.e164(typed, country)) || typed
}
