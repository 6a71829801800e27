import type { Call } from '../../contract'

/** Some calls, packed. */
interface Block {
  text: string
  count: number
}

/** Calls of a block: about a screenful, so that little is unpacked for the sake of others. */
const size = 25
/** Blocks that stay unpacked: a screen may touch three, and a hand goes back and forth. */
const unpacked = 8

/**
 * The calls of a long list, in order, each once. They are kept as text, in blocks, and unpacked where they are looked at: a
 * hundred thousand calls as objects are a million things that the browser's collector has to visit, for a tenth of a second each time.
 */
export class CallList {
  #blocks: Block[] = []
  readonly #blockOf = new Map<string, Block>()
  readonly #open = new Map<Block, Call[]>()

  get length(): number {
    return this.#blockOf.size
  }

  has(id: string): boolean {
    return this.#blockOf.has(id)
  }

  ids(): Set<string> {
    return new Set(this.#blockOf.keys())
  }

  /** -1: it has none of that id. */
  indexOf(id: string): number {
    const own = this.#blockOf.get(id)
    if (!own) return -1
    let start = 0
    for (const block of this.#blocks) {
      if (block === own) break
      start += block.count
    }
    return start + this.#unpack(own).findIndex((call) => call.id === id)
  }

  find(id: string): Call | undefined {
    const block = this.#blockOf.get(id)
    return block && this.#unpack(block).find((call) => call.id === id)
  }

  slice(first: number, last: number): Call[] {
    const found: Call[] = []
    let start = 0
    for (const block of this.#blocks) {
      if (start >= last) break
      if (start + block.count > first) found.push(...this.#unpack(block).slice(Math.max(0, first - start), last - start))
      start += block.count
    }
    return found
  }

  /** Those that are in the list already, because they moved while it was read, stay where they are. */
  append(calls: readonly Call[]): void {
    const added = calls.filter((call) => !this.has(call.id))
    for (let at = 0; at < added.length; at += size) {
      const calls = added.slice(at, at + size)
      const block = { text: '', count: 0 }
      this.#pack(block, calls)
      this.#blocks.push(block)
      for (const call of calls) this.#blockOf.set(call.id, block)
    }
  }

  /** Calls in the list follow the live feed, each in its place: nothing moves under the manager's pointer. False: nothing changed. */
  follow(live: readonly Call[]): boolean {
    let changed = false
    for (const news of live) {
      const block = this.#blockOf.get(news.id)
      if (!block) continue
      const calls = this.#unpack(block)
      if (calls.some((call) => call.id === news.id && call.version >= news.version)) continue
      changed = true
      this.#pack(
        block,
        calls.map((call) => (call.id === news.id ? news : call)),
      )
    }
    return changed
  }

  /** Takes out those that nobody shall see any more. False: it had none of them. */
  drop(ids: ReadonlySet<string>): boolean {
    let changed = false
    for (const id of ids) {
      const block = this.#blockOf.get(id)
      if (!block) continue
      this.#remove(id, block, this.#unpack(block))
      changed = true
    }
    return changed
  }

  #remove(id: string, block: Block, calls: readonly Call[]): void {
    this.#blockOf.delete(id)
    this.#pack(
      block,
      calls.filter((call) => call.id !== id),
    )
    if (block.count === 0) this.#blocks = this.#blocks.filter((other) => other !== block)
  }

  #pack(block: Block, calls: Call[]): void {
    block.text = JSON.stringify(calls)
    block.count = calls.length
    this.#keep(block, calls)
  }

  #unpack(block: Block): Call[] {
    const calls = this.#open.get(block) ?? (JSON.parse(block.text) as Call[])
    this.#keep(block, calls)
    return calls
  }

  #keep(block: Block, calls: Call[]): void {
    this.#open.delete(block)
    this.#open.set(block, calls)
    for (const oldest of this.#open.keys()) {
      if (this.#open.size <= unpacked) break
      this.#open.delete(oldest)
    }
  }
}
