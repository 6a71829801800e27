import { text } from '../i18n'
import { wallTime } from '../lib/days'
import { time } from '../lib/format'
import { timeZone } from './account'

/** Beside a time that somebody types where this device's clocks are not the organisation's; undefined: they show the same. */
export function otherClocks(): string | undefined {
  const now = Date.now()
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  if (wallTime(now, here) === wallTime(now, timeZone())) return undefined
  return text.otherClocks(time(new Date(now).toISOString(), timeZone()))
}
