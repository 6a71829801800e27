import { useEffect, useRef, useState } from 'preact/hooks'
import type { Call } from '../contract'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { duration } from '../lib/format'
import { CallIcon, Icon } from '../ui/icons'
import { CallDrawer } from './CallDrawer'
import { contactOf, kindOf, whenOf } from './calls'
import { Filters } from './Filters'
import { usePages } from './pages'
import { goTo, nameOf, place, timeZone } from './store'

const words = desk.table

export function CallsView() {
  const { calls, more, busy, error, loadMore, retry } = usePages(place.value)
  const [opened, setOpened] = useState<Call | undefined>(undefined)
  return (
    <div class="stack">
      <div class="page-head">
        <h1>{words.title}</h1>
        <Filters />
      </div>
      <Narrowing />
      {error && (
        <div class="notice" data-tone="danger" role="alert">
          <Icon name="alert" size={20} />
          <div>
            <p>{words.failed}</p>
            <button type="button" class="button" onClick={retry}>
              {text.tryAgain}
            </button>
          </div>
        </div>
      )}
      {calls && calls.length > 0 && <Table calls={calls} onOpen={setOpened} />}
      {calls?.length === 0 && !busy && !more && (
        <div class="card empty">
          <Icon name="search" size={40} />
          <strong>{words.empty}</strong>
          <p>{words.emptyHint}</p>
        </div>
      )}
      {!calls && !error && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {calls && more && (
        <button type="button" class="button more" disabled={busy} onClick={loadMore}>
          {busy ? text.loading : words.more}
        </button>
      )}
      {calls && calls.length > 0 && !more && <p class="hint end">{words.end}</p>}
      {opened && <CallDrawer call={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}

function Narrowing() {
  const { q, status, callType } = place.value
  const [typed, setTyped] = useState(q)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => setTyped(q), [q])
  function type(value: string): void {
    setTyped(value)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => goTo({ q: value }), 300)
  }
  return (
    <div class="filters">
      <div class="search">
        <Icon name="search" size={20} />
        <input
          class="input"
          type="search"
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onInput={(event) => type(event.currentTarget.value)}
        />
      </div>
      <select
        class="input"
        aria-label={words.status}
        value={status}
        onChange={(event) => goTo({ status: event.currentTarget.value })}
      >
        <option value="">
          {words.status}: {words.any}
        </option>
        {Object.entries(text.status).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
      <select
        class="input"
        aria-label={words.type}
        value={callType}
        onChange={(event) => goTo({ callType: event.currentTarget.value })}
      >
        <option value="">
          {words.type}: {words.any}
        </option>
        {Object.entries(text.callType).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

function Table({ calls, onOpen }: { calls: Call[]; onOpen: (call: Call) => void }) {
  const { columns } = words
  return (
    <div class="card table-scroll">
      <table class="table calls-table">
        <thead>
          <tr>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.employee}</th>
            <th scope="col">{columns.contact}</th>
            <th scope="col">{columns.kind}</th>
            <th scope="col">{columns.length}</th>
            <th scope="col">{columns.outcome}</th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id} data-call-id={call.id} onClick={() => onOpen(call)}>
              <td>{whenOf(call, timeZone.value)}</td>
              <td>
                <bdi>{nameOf(call.employeeId) ?? words.unknown}</bdi>
              </td>
              <th scope="row">
                <button type="button" class="link" aria-label={words.open(contactOf(call))} onClick={() => onOpen(call)}>
                  <bdi>{contactOf(call)}</bdi>
                </button>
              </th>
              <td>
                <span class="kind" data-status={call.status}>
                  <CallIcon callType={call.callType} status={call.status} size={20} />
                  {kindOf(call)}
                </span>
              </td>
              <td class="figure">{call.duration > 0 ? duration(call.duration) : '–'}</td>
              <td>
                <bdi>{call.outcome ?? '–'}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
