import { useState } from 'preact/hooks'
import type { Assignment, AssignmentState, AssignmentUpdate } from '../../contract'
import { work } from '../../i18n/work'
import { dateTime } from '../../lib/format'
import { ApiError } from '../../session/problem'
import { Field } from '../../ui/Field'
import { Icon } from '../icons'
import { Modal } from '../Modal'
import { nameOf, timeZone } from '../store'
import { Fields } from './Fields'
import { formOf, rebased } from './form'
import { change as send } from './requests'
import { useForm } from './useForm'

const words = work.form
const { states } = work.assignments

interface Props {
  assignment: Assignment
  onChanged: (before: Assignment, now: Assignment, said: string) => void
  /** How it is by now, as the server said. */
  onSeen: (now: Assignment) => void
  onClose: () => void
}

/** One assignment: what it is about, whose it is, how far it is. */
export function AssignmentDrawer({ assignment: shown, onChanged, onSeen, onClose }: Props) {
  // What is read behind the form must not change it under the manager's hands.
  const [base, setBase] = useState(shown)
  const zone = timeZone.value
  const [state, setState] = useState<AssignmentState>(shown.state)
  const [conflict, setConflict] = useState(false)
  const { form, errors, busy, element, change, save, reset } = useForm(formOf(shown, zone))
  const typed = JSON.stringify(form) !== JSON.stringify(formOf(base, zone)) || state !== base.state

  function take(now: Assignment): void {
    setBase(now)
    setState(now.state)
    reset(formOf(now, zone))
  }

  /** What was typed stays, on top of what somebody else saved. */
  function rebase(theirs: Assignment): void {
    setBase(theirs)
    setState(state === base.state ? theirs.state : state)
    reset(rebased(form, formOf(base, zone), formOf(theirs, zone)))
  }

  /** Closes once it is done: what offers to undo it lies below whatever is open. */
  async function put(changes: Partial<AssignmentUpdate>, said: (now: Assignment) => string, close: () => void): Promise<void> {
    try {
      const now = await send(base, changes)
      take(now)
      onChanged(base, now, said(now))
      requestAnimationFrame(close)
    } catch (error) {
      const theirs = error instanceof ApiError && error.code === 'version-conflict' ? error.problem.assignment : undefined
      if (!theirs) throw error
      setConflict(true)
      rebase(theirs)
      onSeen(theirs)
    }
  }

  return (
    <Modal title={words.editTitle} kind="drawer" unsaved={typed} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          ref={element}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save(async (fields) => {
              const moved = fields.employeeId !== base.employeeId
              const said = (now: Assignment) => (moved ? words.assigned(nameOf(now.employeeId) ?? '') : work.assignments.saved)
              await put({ ...fields, state }, said, close)
              return undefined
            })
          }}
        >
          <div role="alert">
            {conflict && (
              <p class="notice" data-tone="caution">
                <Icon name="alert" size={20} />
                <span>{words.conflict}</span>
              </p>
            )}
          </div>
          <Progress assignment={base} />
          {!base.deleted && (
            <>
              <Fields form={form} errors={errors} keep={base.employeeId} onChange={change} />
              <Field id="assign-state" label={words.state}>
                {(aria) => (
                  <select
                    {...aria}
                    class="input"
                    value={state}
                    onChange={(event) => setState(event.currentTarget.value as AssignmentState)}
                  >
                    {(['open', 'called', 'done', 'skipped'] as const).map((each) => (
                      <option key={each} value={each}>
                        {states[each]}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </>
          )}
          <div class="modal-actions">
            <button
              type="button"
              class="button"
              data-kind={base.deleted ? undefined : 'danger'}
              disabled={busy}
              onClick={() => {
                const deleted = !base.deleted
                void save(async () => {
                  await put({ deleted }, () => (deleted ? work.assignments.cancelled(1) : work.assignments.restored), close)
                  return undefined
                })
              }}
            >
              {base.deleted ? words.restore : words.cancel}
            </button>
            {!base.deleted && (
              <button type="submit" class="button" data-kind="primary" disabled={busy || !typed}>
                {busy ? words.busy : words.save}
              </button>
            )}
          </div>
        </form>
      )}
    </Modal>
  )
}

function Progress({ assignment }: { assignment: Assignment }) {
  const { state, closedAt, createdAt, followUpAt, callIds, deleted } = assignment
  const at = (iso: string) => dateTime(iso, timeZone.value)
  return (
    <ul class="work-progress">
      <li>{words.created(at(createdAt))}</li>
      {deleted && <li>{states.cancelled}</li>}
      {closedAt && <li>{words.closed(states[state] ?? state, at(closedAt))}</li>}
      {state === 'open' && followUpAt && <li>{words.followUp(at(followUpAt))}</li>}
      {callIds.length > 0 && <li>{words.logged(callIds.length)}</li>}
    </ul>
  )
}
