interface Waiting {
  owner: object
  start: () => void
}

/** Web Locks of one phone: one holder, the others in order; who dies lets go. */
export class Locks {
  private holder: object | undefined
  private queue: Waiting[] = []

  constructor(private readonly onChange: () => void) {}

  isWaiting(owner: object): boolean {
    return this.queue.some((waiting) => waiting.owner === owner)
  }

  exclusively = async <T>(owner: object, work: () => Promise<T>): Promise<T> => {
    if (this.holder) {
      await new Promise<void>((start) => {
        this.queue.push({ owner, start })
        this.onChange()
      })
    } else this.holder = owner
    try {
      return await work()
    } finally {
      this.release(owner)
    }
  }

  release(owner: object): void {
    this.queue = this.queue.filter((waiting) => waiting.owner !== owner)
    if (this.holder !== owner) return
    const next = this.queue.shift()
    this.holder = next?.owner
    next?.start()
    this.onChange()
  }
}
