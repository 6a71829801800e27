export type RandomBytes = (length: number) => Uint8Array

/** RFC 9562 §5.7. `now` is Unix milliseconds. */
export function uuidv7(now: number, randomBytes: RandomBytes): string {
  const bytes = new Uint8Array(16)
  bytes.set(randomBytes(10), 6)
  let rest = now
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export const cryptoBytes: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length))

export const newId = (): string => uuidv7(Date.now(), cryptoBytes)
