import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { text } from '../i18n'
import { Icon } from '../ui/icons'
import { Toasts } from '../ui/toast'
import { leave, useUnsaved } from './unsaved'

/** Escape and, where the browser knows it, a tap outside ask the dialog to close. */
const lightDismiss = { closedby: 'any' } as const

interface Props {
  title: string
  kind: 'drawer' | 'sheet'
  wide?: boolean
  /** Closing, and leaving by Back or a reload, loses what was typed, so it asks first. */
  unsaved?: boolean
  /** What was typed is on its way: it cannot be taken back by closing, and the answer is said here. */
  busy?: boolean
  onClose: () => void
  children: (close: () => void) => ComponentChildren
}

/** A modal dialog: the browser keeps the focus inside and gives it back. In a sheet the field that `data-first` marks has the focus; a drawer is there to be read first. */
export function Modal({ title, kind, wide, unsaved = false, busy = false, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useUnsaved(unsaved)
  useLayoutEffect(() => {
    const opened = dialog.current
    opened?.showModal()
    if (kind === 'sheet') opened?.querySelector<HTMLElement>('[data-first]')?.focus()
    // The browser's Back takes it away as it is, and only one that is closed gives the focus back.
    return () => opened?.close()
  }, [])
  const close = (): void => dialog.current?.close()
  return (
    <dialog
      ref={dialog}
      class={kind}
      data-wide={wide}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current || !(unsaved || busy)) return
        event.preventDefault()
        if (!busy) leave(close)
      }}
      onClose={(event) => {
        if (event.target === dialog.current) onClose()
      }}
      {...lightDismiss}
    >
      <div class="modal-body stack">
        <div class="panel-head modal-head">
          <h2 id={id}>{title}</h2>
          <button
            type="button"
            class="icon-button"
            aria-label={text.close}
            disabled={busy}
            onClick={() => (unsaved ? leave(close) : close())}
          >
            <Icon name="close" />
          </button>
        </div>
        {children(close)}
      </div>
      <Toasts />
    </dialog>
  )
}

interface Question {
  title: string
  lead: string
  yes: string
  no: string
  danger?: boolean
  onAnswer: (yes: boolean) => void
}

/** Says what will happen, and asks. Escape is no. */
export function Confirm({ title, lead, yes, no, danger = true, onAnswer }: Question) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="confirm"
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-lead`}
      onClose={() => onAnswer(dialog.current?.returnValue === 'yes')}
    >
      <div class="modal-body stack">
        <h2 id={`${id}-title`} dir="auto">
          {title}
        </h2>
        <p id={`${id}-lead`}>{lead}</p>
        <div class="modal-actions">
          <button type="button" class="button" onClick={() => dialog.current?.close('no')}>
            {no}
          </button>
          <button
            type="button"
            class="button"
            data-kind={danger ? 'danger' : 'primary'}
            onClick={() => dialog.current?.close('yes')}
          >
            {yes}
          </button>
        </div>
      </div>
      <Toasts />
    </dialog>
  )
}
