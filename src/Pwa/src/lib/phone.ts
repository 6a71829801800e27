const separators = /[\s().\-/\u00a0\u2010-\u2015]/g
const e164 = /^\+[1-9]\d{6,14}$/
const dialled = /^[\d*#+,;]{1,32}$/

/** E.164 when it starts with +, else the string as dialled; null for nothing (withheld); undefined when it is neither. */
export function normalizePhone(input: string): string | null | undefined {
  const compact = input.replace(separators, '')
  if (compact === '') return null
  if (e164.test(compact)) return compact
  return dialled.test(compact) ? compact : undefined
}
