import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Assignment } from '../../contract'
import { desk } from '../../i18n/desk'
import { work } from '../../i18n/work'
import { number } from '../../lib/format'
import { toast } from '../../ui/toast'
import { scroller } from '../employees/scroller'
import { Icon } from '../icons'
import { nameOf } from '../store'
import type { AssignState } from './current'
import { change, each } from './requests'

const words = work.importing

interface Props {
  state: AssignState
  made: readonly Assignment[]
  onUndone: (now: readonly Assignment[]) => void
  onAnother: () => void
  onClose: () => void
}

/** How many went to whom, and what the server refused. */
export function AssignReport({ state, made, onUndone, onAnother, onClose }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const [busy, setBusy] = useState(false)
  useLayoutEffect(() => heading.current?.focus(), [])
  const refused = state.items.filter(({ outcome }) => outcome === 'rejected' || outcome === 'waiting')
  const shares = new Map<string, number>()
  for (const { employeeId } of made) shares.set(employeeId, (shares.get(employeeId) ?? 0) + 1)

  async function undo(): Promise<void> {
    setBusy(true)
    const done = await each(made, (one) => change(one, { deleted: true }))
    setBusy(false)
    onUndone(done.map(({ now }) => now))
    const left = made.length - done.length
    toast(left > 0 ? work.assignments.failedSome(left) : work.assignments.cancelled(done.length))
    onClose()
  }

  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {words.report}: {number(made.length)}
      </h3>
      <ul class="verdict">
        {[...shares].map(([id, n]) => (
          <li key={id} data-tone="good">
            <Icon name="person" size={20} />
            <bdi>{nameOf(id)}</bdi>: {number(n)}
          </li>
        ))}
      </ul>
      {refused.length > 0 && (
        <section class="import-rows" {...scroller} aria-label={words.outcomes.rejected}>
          <table class="table">
            <tbody>
              {refused.map(({ draft, outcome, problem }) => (
                <tr key={draft.id}>
                  <th scope="row">
                    <bdi>{draft.contactName ?? draft.contactPhone}</bdi>
                  </th>
                  <td class="row-check">
                    <span class="row-verdict" data-bad>
                      <Icon name="alert" size={18} />
                      {[words.outcomes[outcome], problem && refusal(problem)].filter(Boolean).join(': ')}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <div class="modal-actions">
        {made.length > 0 && (
          <button type="button" class="button" data-kind="plain" disabled={busy} onClick={() => void undo()}>
            {words.undo}
          </button>
        )}
        <button type="button" class="button" onClick={onAnother}>
          {words.another}
        </button>
        <button type="button" class="button" data-kind="primary" onClick={onClose}>
          {words.finish}
        </button>
      </div>
    </>
  )
}

function refusal({ code, detail, errors }: { code: string; detail: string; errors?: Record<string, string[]> }): string {
  const details = Object.values(errors ?? {}).flat()
  return details.length > 0 ? details.join(' ') : (desk.problems[code] ?? detail)
}
