import { useRef } from 'preact/hooks'
import type { Call } from '../../contract'
import { desk } from '../../i18n/desk'
import { duration } from '../../lib/format'
import { CallIcon } from '../../ui/icons'
import { barHeight } from '../bar'
import { contactOf, kindOf, whenOf } from '../calls'
import { arrived } from '../feed'
import { openCall } from '../openCall'
import { focusedRow, rowOfKey, useRoving } from '../roving'
import { nameOr, timeZone } from '../store'

/** Tab passes it in one step; within it, keys move from call to call as in the table of calls. */
export function FeedList({ calls }: { calls: readonly Call[] }) {
  const list = useRef<HTMLUListElement>(null)
  const [active, setCurrent] = useRoving(calls.length, (id) => calls.findIndex((call) => call.id === id))

  function onKeyDown(event: KeyboardEvent): void {
    const rows = list.current?.querySelectorAll<HTMLElement>('.call-row') ?? []
    const height = rows[0]?.offsetHeight || innerHeight
    const target = rowOfKey(event, active, rows.length, Math.max(1, Math.floor((innerHeight - barHeight.value) / height) - 1))
    if (target === undefined) return
    event.preventDefault()
    rows[target]?.focus()
  }

  function onFocus(event: FocusEvent): void {
    const row = focusedRow(event)
    if (row) setCurrent(row)
  }

  return (
    <>
      <p id="feed-keys" class="visually-hidden">
        {desk.table.keys}
      </p>
      <ul
        ref={list}
        class="card rows"
        aria-label={desk.live.feed}
        aria-describedby="feed-keys"
        onKeyDown={onKeyDown}
        onFocusCapture={onFocus}
      >
        {calls.map((call, index) => (
          <li
            key={call.id}
            data-call-id={call.id}
            data-index={index}
            class={arrived.value.has(call.id) ? 'feed-item arrived' : 'feed-item'}
          >
            <FeedCall call={call} focusable={index === active} />
          </li>
        ))}
      </ul>
    </>
  )
}

function FeedCall({ call, focusable }: { call: Call; focusable: boolean }) {
  return (
    <button type="button" class="call-row" tabIndex={focusable ? 0 : -1} onClick={() => openCall(call)}>
      <span class="call-mark" data-status={call.status}>
        <CallIcon callType={call.callType} status={call.status} size={22} />
      </span>
      <span class="call-who">
        <span class="call-name">
          <bdi>{nameOr(call.employeeId, desk.table.unknown)}</bdi>
        </span>
        <span class="call-kind">
          {kindOf(call)} · <bdi>{contactOf(call)}</bdi>
          {call.outcome && (
            <>
              {' · '}
              <bdi>{call.outcome}</bdi>
            </>
          )}
        </span>
      </span>
      <span class="call-when">
        <time dateTime={call.startedAt}>{whenOf(call, timeZone.value)}</time>
        <span class="call-length">{call.duration > 0 && duration(call.duration)}</span>
      </span>
    </button>
  )
}
