import { useEffect, useState } from 'preact/hooks'

/** What is overdue becomes so while one looks. */
const pace = 30_000

export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), pace)
    return () => clearInterval(timer)
  }, [])
  return now
}
