import { useState } from 'preact/hooks'
import { useQuery } from '../app/useQuery'
import { syncing } from '../i18n/sync'
import { tasks as words } from '../i18n/tasks'
import type { StoredErrand } from '../sync/model'
import { errands } from '../sync/taskQueries'
import { Icon } from '../ui/icons'
import { discard, sayAgain } from './actions'

/** Codes after which saying the same again cannot help. */
const final = new Set(['assignment-moved', 'assignment-cancelled', 'assignment-not-found'])

/** What the sync page shows of what was said about assignments. */
export function ErrandList({ refused }: { refused: boolean }) {
  const found = useQuery(errands) ?? []
  const listed = found.filter((errand) => (errand.state === 'rejected') === refused)
  if (listed.length === 0) return null
  if (!refused) {
    return (
      <ul class="card rows plain-rows">
        {listed.slice(0, 200).map((errand) => (
          <li key={errand.seq}>
            <span>
              <bdi>{errand.kind === 'assignment' ? errand.label : words.sync.read}</bdi>
            </span>
            {errand.kind === 'assignment' && <span class="hint">{words.sync.waiting}</span>}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <section aria-labelledby="refused-errands">
      <h2 id="refused-errands">{words.sync.refusedTitle}</h2>
      <ul class="stack">
        {listed.map((errand) => (
          <Refused key={errand.seq} errand={errand} />
        ))}
      </ul>
    </section>
  )
}

function Refused({ errand }: { errand: StoredErrand }) {
  const [sure, setSure] = useState(false)
  const { code = '', detail } = errand.problem ?? {}
  return (
    <li class="card refused" data-padded>
      <p>
        <strong>
          <bdi>{errand.kind === 'assignment' ? errand.label : ''}</bdi>
        </strong>{' '}
        <span class="hint">{errand.kind === 'assignment' && errand.changes.state && words.states[errand.changes.state]}</span>
      </p>
      <p class="error">
        <Icon name="alert" size={18} />
        <span>{words.sync.reasons[code] ?? syncing.reasons[code] ?? (detail || syncing.reason)}</span>
      </p>
      <div class="chips">
        {!final.has(code) && (
          <button type="button" class="button" onClick={() => void sayAgain(errand.seq)}>
            {syncing.page.retry}
          </button>
        )}
        <button type="button" class="button" data-kind="danger" onClick={() => (sure ? void discard(errand.seq) : setSure(true))}>
          {sure ? syncing.page.discardSure : syncing.page.discard}
        </button>
      </div>
    </li>
  )
}
