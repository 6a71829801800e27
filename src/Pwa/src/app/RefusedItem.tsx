import { useState } from 'preact/hooks'
import type { Call } from '../contract'
import { syncing } from '../i18n/sync'
import type { StoredEntry } from '../sync/model'
import { Icon } from '../ui/icons'
import { contactOf } from './CallRow'
import { discard, retry } from './refusals'
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
          {field}: {reasons.join(' ')}
        </p>
      ))}
      <div class="chips">
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
