/** Runs `work` soon, never twice at once: calls that come while it waits or runs become one more run. */
export function coalesce(work: () => Promise<void>, quiet: number): () => void {
  let waiting = false
  let running = false
  let again = false

  async function run(): Promise<void> {
    waiting = false
    running = true
    try {
      await work()
    } finally {
      running = false
      if (again) schedule()
      again = false
    }
  }

  function schedule(): void {
    if (running) again = true
    else if (!waiting) {
      waiting = true
      setTimeout(() => run().catch((error: unknown) => reportError(error)), quiet)
    }
  }

  return schedule
}
