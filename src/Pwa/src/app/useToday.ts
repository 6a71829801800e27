import { useEffect, useState } from 'preact/hooks'
import { dayOf } from '../lib/days'

/** ms: a timer until midnight would not count the time that a phone sleeps. */
const pace = 10_000

/** The zone's day, which turns while one looks. */
export function useToday(zone: string): string {
  const [, turn] = useState('')
  useEffect(() => {
    const timer = setInterval(() => turn(dayOf(Date.now(), zone)), pace)
    return () => clearInterval(timer)
  }, [zone])
  return dayOf(Date.now(), zone)
}
