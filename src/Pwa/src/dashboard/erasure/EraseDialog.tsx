import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { erasureWords } from '../../i18n/erasure'
import { Field } from '../../ui/Field'
import { Toasts } from '../../ui/toast'

interface Props {
  title: string
  lead: string
  label: string
  /** What has to be typed: nobody erases by a slip of the finger. */
  phrase: string
  yes: string
  onAnswer: (yes: boolean) => void
}

/** Spaces and case are not what the question is about. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, '').toLocaleLowerCase()

/** Says what will be gone, and has the name typed. Escape is no. */
export function EraseDialog({ title, lead, label, phrase, yes, onAnswer }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [typed, setTyped] = useState('')
  const id = useId()
  const matches = plain(typed) === plain(phrase)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-lead`}
      onClose={(event) => {
        event.stopPropagation()
        onAnswer(dialog.current?.returnValue === 'yes')
      }}
    >
      <form
        class="modal-body stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (matches) dialog.current?.close('yes')
        }}
      >
        <h2 id={`${id}-title`} dir="auto">
          {title}
        </h2>
        <p id={`${id}-lead`}>{lead}</p>
        <p class="selectable">
          <bdi>{phrase}</bdi>
        </p>
        <Field id={`${id}-typed`} label={label}>
          {(aria) => (
            <input
              {...aria}
              class="input"
              dir="auto"
              autocomplete="off"
              spellcheck={false}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="modal-actions">
          <button type="button" class="button" onClick={() => dialog.current?.close('no')}>
            {erasureWords.cancel}
          </button>
          <button type="submit" class="button" data-kind="danger" disabled={!matches}>
            {yes}
          </button>
        </div>
      </form>
      <Toasts />
    </dialog>
  )
}
