import type { Call } from '../../contract'
import { callsWords } from '../../i18n/calls'
import { desk } from '../../i18n/desk'
import { dateTime, duration } from '../../lib/format'
import { CallIcon } from '../../ui/icons'
import { readablePhone } from '../../ui/readablePhone'
import { kindOf, whenOf } from '../calls'
import { nameOr, timeZone } from '../store'
import type { Column } from './columns'

const words = callsWords.table

/** What a column says of a call, as text; empty: nothing. */
export function textOf(column: Column, call: Call): string {
  switch (column) {
    case 'when':
      return whenOf(call, timeZone.value)
    case 'employee':
      return nameOr(call.employeeId, desk.table.unknown)
    case 'contact':
      return call.contactName ?? ''
    case 'phone':
      return call.contactPhone ? readablePhone(call.contactPhone) : ''
    case 'kind':
      return kindOf(call)
    case 'length':
      return call.duration > 0 ? duration(call.duration) : ''
    case 'outcome':
      return call.outcome ?? ''
    case 'notes':
      return call.notes ?? ''
    case 'recording':
      return call.recording ? words.recording[call.recording.state] : ''
    case 'source':
      return words.sources[call.source]
    case 'logged':
      return dateTime(call.createdAt, timeZone.value)
  }
}

/** In a card, which has no headings, these would say too little. */
const labelled: readonly Column[] = ['recording', 'source', 'logged']

export function Cell({ column, call }: { column: Column; call: Call }) {
  const text = textOf(column, call)
  return (
    <td
      class={`col-${column}`}
      title={column === 'notes' && text ? text : undefined}
      data-label={labelled.includes(column) ? words.names[column] : undefined}
      data-nothing={text ? undefined : ''}
    >
      {column === 'kind' ? (
        <span class="kind" data-status={call.status}>
          <CallIcon callType={call.callType} status={call.status} size={20} />
          <span>{text}</span>
        </span>
      ) : (
        text || '–'
      )}
    </td>
  )
}
