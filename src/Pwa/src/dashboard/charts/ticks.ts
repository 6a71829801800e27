/** Round values from 0 to at least `max`, three to six of them, whole numbers only. */
export function ticksUpTo(max: number): number[] {
  const rough = max / 4
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, rough)))
  const step = [1, 2, 5, 10].map((n) => n * magnitude).find((candidate) => candidate >= rough) ?? magnitude * 10
  const count = Math.max(1, Math.ceil(max / step))
  return Array.from({ length: count + 1 }, (_, i) => i * step)
}
