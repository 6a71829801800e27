import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { dateTime } from '../../lib/format'
import { readablePhone } from '../../ui/readablePhone'
import { place, timeZone } from '../store'

const words = callsWords.print

/** What the paper has to say that the screen's fields say: which calls these are, and of when. */
export function PrintHead({ rows, more }: { rows: number; more: boolean }) {
  const { status, callType, outcome, phone, q } = place.value
  const filters = [
    text.status[status as keyof typeof text.status],
    text.callType[callType as keyof typeof text.callType],
    outcome,
    phone && readablePhone(phone),
    q && `“${q}”`,
  ].filter(Boolean)
  return (
    <div class="print-only">
      {filters.length > 0 && <p dir="auto">{words.only(filters.join(' · '))}</p>}
      <p>{words.printed(dateTime(new Date().toISOString(), timeZone.value))}</p>
      {more && <p>{words.cut(rows)}</p>}
    </div>
  )
}
