/** Every choice of a simulation comes from one of these; the same name under the same seed gives the same numbers. */
export class Random {
  private state: number

  constructor(private readonly name: string) {
    this.state = hash(name)
  }

  /** A generator of its own, so that how often one part draws does not change what another part gets. */
  fork(name: string): Random {
    return new Random(`${this.name}/${name}`)
  }

  /** 0 ≤ x < 1. Mulberry32. */
  next = (): number => {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** 0 … below − 1. */
  int(below: number): number {
    return Math.floor(this.next() * below)
  }

  between(first: number, last: number): number {
    return first + this.int(last - first + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('Nothing to pick from')
    return list[this.int(list.length)] as T
  }

  bytes = (length: number): Uint8Array => Uint8Array.from({ length }, () => this.int(256))

  /** Draws by weight. */
  weighted<T extends string>(weights: Partial<Record<T, number>>): T {
    const entries = Object.entries(weights) as [T, number][]
    let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [name, weight] of entries) {
      left -= weight
      if (left < 0) return name
    }
    throw new Error('No weights')
  }
}

/** FNV-1a, then mixed, so that near names start far apart. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}
