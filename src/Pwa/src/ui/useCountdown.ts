import { useEffect, useState } from 'preact/hooks'

/** Seconds that are left, as they pass; set anew, they begin again. */
export function useCountdown(from: number): [left: number, begin: (seconds: number) => void] {
  const [left, begin] = useState(from)
  useEffect(() => {
    if (left <= 0) return
    const timer = setTimeout(() => begin(left - 1), 1_000)
    return () => clearTimeout(timer)
  }, [left])
  return [left, begin]
}
