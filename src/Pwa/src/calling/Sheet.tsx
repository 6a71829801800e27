import '../styles/calling.css'
import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { Icon } from '../ui/icons'
import { Toasts } from '../ui/toast'

interface Props {
  title: string
  /** Escape, the back gesture and the cross. */
  onClose: () => void
  closeLabel: string
  children: ComponentChildren
}

/** A modal dialog from the bottom of a phone, in the middle of a desk. Its heading has the focus first. */
export function Sheet({ title, onClose, closeLabel, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const id = useId()
  useLayoutEffect(() => {
    const opened = dialog.current
    const before = document.activeElement
    opened?.showModal()
    heading.current?.focus()
    return () => {
      opened?.close()
      // What had the focus is there again, unless the page went on.
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  return (
    <dialog
      ref={dialog}
      class="call-sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2 ref={heading} id={id} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="icon-button" aria-label={closeLabel} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {children}
      <Toasts />
    </dialog>
  )
}
