import { signal } from '@preact/signals'

/** The world's numbering plans are large: numbers show as stored until they are here. */
const format = signal<((phone: string) => string) | undefined>(undefined)
let asked = false

async function load(): Promise<void> {
  const { parsePhoneNumberFromString } = await import('libphonenumber-js/min')
  format.value = (phone) => parsePhoneNumberFromString(phone)?.formatInternational() ?? phone
}

/** An E.164 number the way its country writes it; anything else as it was dialled. */
export function readablePhone(phone: string): string {
  if (!phone.startsWith('+')) return phone
  if (!asked) {
    asked = true
    // Only looks depend on it: without the file the stored number shows.
    load().catch(() => {})
  }
  return format.value?.(phone) ?? phone
}
