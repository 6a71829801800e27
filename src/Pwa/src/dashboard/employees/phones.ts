import type { CountryCode } from 'libphonenumber-js/min'
import { normalizePhone } from '../../lib/phone'
import type { PhoneReader } from './fields'

/** Numbers as people write them at home, read in the organisation's country. The numbering plans load when first needed. */
export async function phoneReader(defaultCountry: string): Promise<PhoneReader> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  return (typed) => {
    const text = typed.trim()
    if (!text) return null
    const number = parsePhoneNumberFromString(text, { defaultCountry: defaultCountry as CountryCode, extract: false })
    return number?.isPossible() ? number.number : undefined
  }
}

/** Without the numbering plans only the international form is certain. */
export const plainPhoneReader: PhoneReader = (typed) => {
  const number = normalizePhone(typed)
  return number === null || number?.startsWith('+') ? number : undefined
}
