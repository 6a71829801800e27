const first = 250
const longest = 5 * 60_000

/** Milliseconds to wait before the attempt after the n-th failure: exponential, with jitter so that phones spread out. */
export function backoff(failures: number, random: () => number): number {
  const ceiling = Math.min(longest, first * 2 ** Math.min(failures, 20))
  return Math.round(ceiling / 2 + (random() * ceiling) / 2)
}
