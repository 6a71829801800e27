import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { normalizePhone } from '../lib/phone'

/** Digits. Fewer are an extension, an emergency number or another code of the network, although some plans would take them. */
const shortest = 7

/** E.164 of a number of that country (ISO 3166-1 alpha-2) or of any other with +; undefined: not a number of any plan. */
export function e164(typed: string, country: string): string | undefined {
  // A service code such as *31# belongs to the network, not to a numbering plan.
  if (/[*#,;]/.test(typed)) return undefined
  if (typed.replace(/\P{Nd}/gu, '').length < shortest) return undefined
  const parsed = parsePhoneNumberFromString(typed, country as CountryCode)
  if (!parsed?.isValid()) return undefined
  const dialled = parsed.ext ? `${parsed.number},${parsed.ext}` : parsed.number
  return normalizePhone(dialled) ?? undefined
}
