import { callsWords } from '../../i18n/calls'
import { dateTime, dayLong } from '../../lib/format'
import { daysOf } from '../range'
import { nameOf, place, timeZone, today } from '../store'

const words = callsWords.print

/** What the paper has to say that the screen's fields say: which calls these are, and of when. */
export function PrintHead({ rows, more }: { rows: number; more: boolean }) {
  const { employeeId, status, callType, outcome, phone, q } = place.value
  const { from, to } = daysOf(place.value, today())
  const filters = [status, callType, outcome, phone, q && `“${q}”`].filter(Boolean)
  return (
    <div class="print-only">
      <p>
        <strong>{words.range(dayLong(from), dayLong(to))}</strong> · <bdi>{nameOf(employeeId) ?? words.everyone}</bdi>
        {filters.map((filter) => (
          <span key={filter}>
            {' · '}
            <bdi>{filter}</bdi>
          </span>
        ))}
      </p>
      <p>{words.printed(dateTime(new Date().toISOString(), timeZone.value))}</p>
      {more && <p>{words.cut(rows)}</p>}
    </div>
  )
}
