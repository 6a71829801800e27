import type { Call, CallChange, CallHistory, FieldChange } from '../../contract'
import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { dateTime, duration } from '../../lib/format'
import { readablePhone } from '../../ui/readablePhone'
import { nameOr, timeZone } from '../store'
import { Trouble } from './Trouble'
import { useAnswer } from './useAnswer'

const words = callsWords.call

/** Who changed what, newest first; read again when the call changes. */
export function HistorySection({ call }: { call: Call }) {
  const { data, error, retry } = useAnswer<CallHistory>(`/calls/${call.id}/history?employeeId=${call.employeeId}`, call.version)
  return (
    <section class="stack drawer-section" aria-labelledby="drawer-history">
      <h3 id="drawer-history" class="drawer-title">
        {words.history}
      </h3>
      {error && <Trouble tone="danger" message={words.historyFailed} onRetry={retry} />}
      {!data && !error && <div class="card skeleton row-skeleton" role="status" aria-label={text.loading} />}
      {data && (
        <ol class="call-history">
          {data.changes.map((change) => (
            <Change key={change.version} change={change} />
          ))}
        </ol>
      )}
      {data?.earlier && <p class="hint">{words.earlier}</p>}
    </section>
  )
}

function Change({ change }: { change: CallChange }) {
  const { version, at, by, fields } = change
  const who = by === 'system' ? words.system : nameOr(by, words.unknown)
  return (
    <li>
      <p>
        <strong>
          <bdi>{who}</bdi>
        </strong>{' '}
        <time class="hint" dateTime={at}>
          {dateTime(at, timeZone.value)}
        </time>
      </p>
      {version === 1 && <p>{words.made}</p>}
      {fields.length > 0 && (
        <dl>
          {fields.map((field) => (
            <Field key={field.field} field={field} />
          ))}
        </dl>
      )}
    </li>
  )
}

function Field({ field: { field, before, after } }: { field: FieldChange }) {
  return (
    <div>
      <dt>{words.changed(words.fields[field] ?? field)}</dt>
      <dd>
        <span class="visually-hidden">{words.from}: </span>
        <del dir="auto">{said(field, before)}</del>
        <span aria-hidden="true"> → </span>
        <span class="visually-hidden">{words.to}: </span>
        <ins dir="auto">{said(field, after)}</ins>
      </dd>
    </div>
  )
}

function said(field: string, value: unknown): string {
  if (value === null || value === '') return words.nothing
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number') return field === 'duration' ? duration(value) : String(value)
  const known = String(value)
  switch (field) {
    case 'startedAt':
      return dateTime(known, timeZone.value)
    case 'contactPhone':
      return readablePhone(known)
    case 'status':
      return text.status[known as keyof typeof text.status] ?? known
    case 'callType':
      return text.callType[known as keyof typeof text.callType] ?? known
    case 'recording':
      return callsWords.table.recording[known as 'ready'] ?? known
    default:
      return known
  }
}
