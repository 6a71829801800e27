import { useRef } from 'preact/hooks'
import type { Assignment } from '../../contract'
import { text } from '../../i18n'
import { desk } from '../../i18n/desk'
import { work } from '../../i18n/work'
import { newId } from '../../lib/uuid'
import { Modal } from '../Modal'
import { Fields } from './Fields'
import { blank, placed } from './form'
import { assign } from './requests'
import { useForm } from './useForm'

const words = work.form

interface Props {
  onClose: () => void
  onAssigned: (assignment: Assignment) => void
}

export function AssignDialog({ onClose, onAssigned }: Props) {
  const { form, errors, busy, element, change, save } = useForm(blank)
  // Kept over attempts: a reply that gets lost must not assign twice.
  const id = useRef(newId())
  const typed = JSON.stringify(form) !== JSON.stringify(blank)
  return (
    <Modal title={words.title} kind="sheet" unsaved={typed} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          ref={element}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save(async (fields) => {
              const [result] = (await assign([{ id: id.current, ...fields }])).results
              if (!result?.assignment) {
                const { problem } = result ?? {}
                return problem?.errors ? placed(problem.errors) : { form: problem?.detail ?? desk.problems.unavailable ?? '' }
              }
              onAssigned(result.assignment)
              close()
              return undefined
            })
          }}
        >
          <Fields form={form} errors={errors} onChange={change} />
          <div class="modal-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {text.cancel}
            </button>
            <button type="submit" class="button" data-kind="primary" disabled={busy}>
              {busy ? words.busy : words.submit}
            </button>
          </div>
        </form>
      )}
    </Modal>
  )
}
