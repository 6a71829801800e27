import { useState } from 'preact/hooks'
import type { Call } from '../contract'
import { syncing } from '../i18n/sync'
import type { StoredEntry } from '../sync/model'
import { Icon } from '../ui/icons'
import { contactOf } from './CallRow'
import { fieldName, said } from './callFields'
import { discard, logAnew, retry } from './refusals'
import { to } from './routes'

/** Codes after which sending the same again cannot help. */
const final = new Set(['call-deleted', 'call-erased'])

export function RefusedItem({ entry, call }: { entry: StoredEntry; call: Call | null }) {
  const [sure, setSure] = useState(false)
  const code = entry.problem?.code ?? ''
  const details = Object.entries(entry.problem?.errors ?? {})
  return (
    <li class="card refused" data-padded>
      <p>
        <strong>
          <bdi>{call ? contactOf(call) : ''}</bdi>
        </strong>{' '}
        <span class="hint">{syncing.page.kinds[entry.kind]}</span>
      </p>
      <p class="error">
        <Icon name="alert" size={18} />
        <span>{syncing.reasons[code] ?? (entry.problem?.detail || syncing.reason)}</span>
      </p>
      {details.map(([field, reasons]) => (
        <p key={field} class="hint">
          {fieldName(field)}: {reasons.join(' ')}
        </p>
      ))}
      {final.has(code) && entry.kind === 'update' && (
        <>
          <p class="hint">{syncing.page.typed}</p>
          <dl class="facts">
            {Object.entries(entry.changes).map(([field, value]) => (
              <div key={field}>
                <dt>{fieldName(field)}</dt>
                <dd class="notes" dir="auto">
                  {said(field, value)}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <div class="chips">
        {code === 'call-deleted' && entry.kind === 'update' && (
          <button type="button" class="button" onClick={() => void logAnew(entry.seq)}>
            {syncing.page.anew}
          </button>
        )}
        {!final.has(code) && call && !call.deleted && (
          <a class="button" href={to.edit(entry.callId)}>
            {syncing.page.mend}
          </a>
        )}
        {!final.has(code) && (
          <button type="button" class="button" onClick={() => void retry(entry.seq)}>
            {syncing.page.retry}
          </button>
        )}
        <button type="button" class="button" data-kind="danger" onClick={() => (sure ? void discard(entry.seq) : setSure(true))}>
          {sure ? syncing.page.discardSure : syncing.page.discard}
        </button>
      </div>
    </li>
  )
}
