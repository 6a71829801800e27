import type { Call } from '../contract'
import { text } from '../i18n'
import { dayOf } from '../lib/days'
import { dayShort, duration, time } from '../lib/format'
import { CallIcon, Icon } from '../ui/icons'
import { readablePhone } from '../ui/readablePhone'
import { tally, timeZone } from './account'
import { to } from './routes'

export const contactOf = (call: Call): string =>
  call.contactName ?? (call.contactPhone ? readablePhone(call.contactPhone) : text.withheld)

export const kindOf = (call: Pick<Call, 'callType' | 'status'>): string => text.kind[`${call.callType}-${call.status}`] ?? ''

/** With `today`, a call of another day shows its date instead of its time. */
export function CallRow({ call, today }: { call: Call; today?: string }) {
  const day = dayOf(call.startedAt, timeZone())
  // A new call is shown before what waits has been counted again.
  const unsent = !call.private && (call.version === 0 || tally.value.unsent.has(call.id))
  return (
    <a class="call-row" href={to.call(call.id)}>
      <span class="call-mark" data-status={call.status}>
        <CallIcon callType={call.callType} status={call.status} size={22} />
      </span>
      <span class="call-who">
        <span class="call-name">
          <bdi>{contactOf(call)}</bdi>
        </span>
        <span class="call-kind">
          {call.private && <Icon name="lock" size={14} />}
          {kindOf(call)}
          {call.outcome && (
            <>
              {' · '}
              <bdi>{call.outcome}</bdi>
            </>
          )}
        </span>
      </span>
      <span class="call-when">
        <time dateTime={call.startedAt}>{today && day !== today ? dayShort(day) : time(call.startedAt, timeZone())}</time>
        <span class="call-length">
          {unsent && (
            <span title={text.call.waiting}>
              <Icon name="wait" size={14} />
              <span class="visually-hidden">{text.call.waiting}</span>
            </span>
          )}
          {call.duration > 0 && duration(call.duration)}
        </span>
      </span>
    </a>
  )
}
