import { Fragment } from 'preact'
import '../../styles/audit.css'
import type { AuditRecord } from '../../contract'
import { text } from '../../i18n'
import { audit as words } from '../../i18n/audit'
import { dateTime } from '../../lib/format'
import { CallDrawerLater } from '../CallDrawerLater'
import { keyOfCall } from '../callKey'
import { Trouble } from '../calls/Trouble'
import { Icon } from '../icons'
import { NotRead, reasonOf } from '../NotRead'
import { people } from '../people'
import { elsewhere, linkTo } from '../routes'
import { goTo, nameOr, place, timeZone, today } from '../store'
import { about, whom } from './about'
import { useAudit } from './useAudit'
import { announced, type Titles, useTitles } from './useTitles'

export function AuditView() {
  const { month, action, person } = place.value
  const { entries, busy, error, more, loadMore, reload } = useAudit(month, action, person)
  return (
    <div class="stack audit">
      <div class="page-head">
        <div>
          <h1>{words.title}</h1>
          <p class="hint">{words.lead}</p>
        </div>
        <button type="button" class="button" onClick={reload}>
          <Icon name="sync" size={20} />
          {words.newest}
        </button>
      </div>
      <AuditFilters />
      {error && !entries && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={reload} />}
      {entries && entries.length > 0 && <Entries entries={entries} />}
      {entries?.length === 0 && !more && (
        <div class="card empty">
          <Icon name="eye" size={40} />
          <strong>{words.empty}</strong>
          <p>{words.emptyHint}</p>
        </div>
      )}
      {!entries && !error && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {error && entries && <Trouble tone="danger" message={words.failedMore} onRetry={loadMore} />}
      {entries && more && !error && (
        <button type="button" class="button more" disabled={busy} onClick={loadMore}>
          {busy ? text.loading : words.more}
        </button>
      )}
      {entries && entries.length > 0 && !more && <p class="hint end">{words.end}</p>}
      <CallDrawerLater />
    </div>
  )
}

function AuditFilters() {
  const { month, action, person } = place.value
  const now = today().slice(0, 7)
  return (
    <div class="filters">
      <input
        class="input"
        type="month"
        aria-label={words.month}
        value={month || now}
        max={now}
        onChange={({ currentTarget: { value } }) => goTo({ month: /^\d{4}-\d{2}$/.test(value) && value !== now ? value : '' })}
      />
      <select
        class="input"
        aria-label={words.person}
        value={person}
        onChange={(event) => goTo({ person: event.currentTarget.value })}
      >
        <option value="">{words.everyone}</option>
        {(people.value.list ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        class="input"
        aria-label={words.action}
        value={action}
        onChange={(event) => goTo({ action: event.currentTarget.value })}
      >
        <option value="">{words.all}</option>
        {Object.entries(words.actions).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

function Entries({ entries }: { entries: readonly AuditRecord[] }) {
  const titles = useTitles(entries)
  return (
    <table class="card table audit-table" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col">{words.when}</th>
          <th scope="col">{words.who}</th>
          <th scope="col">{words.what}</th>
          <th scope="col">{words.about}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} data-audit-id={entry.id}>
            <td>
              <time dateTime={entry.at}>{dateTime(entry.at, timeZone.value)}</time>
            </td>
            <td>
              <bdi>{whoIs(entry.by)}</bdi>
            </td>
            <th scope="row">{words.actions[entry.action] ?? entry.action}</th>
            <td>
              <About entry={entry} titles={titles} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const whoIs = (id: string): string => (id === 'system' ? words.system : nameOr(id, words.gone))

/** So many people are named of those who were given something at once. */
const named = 5

function About({ entry: { action, details }, titles }: { entry: AuditRecord; titles: Titles }) {
  const { employeeId, callId, announcementId = '' } = details
  const people = whom(details)
  const title = titles.get(announcementId)
  return (
    <span class="audit-about">
      {people.length > 0 && (
        <span>
          {people.slice(0, named).map((id, index) => (
            <Fragment key={id}>
              {index > 0 && ', '}
              <bdi>{whoIs(id)}</bdi>
            </Fragment>
          ))}
          {people.length > named && ` ${words.others(people.length - named)}`}
        </span>
      )}
      {title && <bdi>{title}</bdi>}
      {about(details).map(({ name, label, value }) => (
        <span key={name}>
          <span class="hint">{label}:</span> <bdi>{value}</bdi>
        </span>
      ))}
      {employeeId && callId && (
        <button type="button" class="link" onClick={() => goTo({ open: keyOfCall({ employeeId, id: callId }) })}>
          {words.openCall}
        </button>
      )}
      {action === announced && (
        <a class="link" href={linkTo(elsewhere(place.value, 'announcements'))}>
          {words.openAnnouncements}
        </a>
      )}
    </span>
  )
}
