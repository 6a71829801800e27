import type { ComponentChildren } from 'preact'
import { useId, useRef } from 'preact/hooks'
import { Icon, type IconName } from '../icons'

/** px. */
const [widest, margin] = [304, 8]

interface Props {
  label: string
  icon: IconName
  disabled?: boolean
  children: (close: () => void) => ComponentChildren
}

/** A box under its button: Escape and a click outside close it, and the browser gives the focus back. */
export function Menu({ label, icon, disabled, children }: Props) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const box = useRef<HTMLDivElement>(null)
  function place(): void {
    if (!button.current || !box.current) return
    const { bottom, right, left } = button.current.getBoundingClientRect()
    const rtl = getComputedStyle(button.current).direction === 'rtl'
    const { clientWidth, clientHeight } = document.documentElement
    const { style } = box.current
    style.insetBlockStart = `${bottom + 6}px`
    style.maxBlockSize = `${clientHeight - bottom - 6 - margin}px`
    // From the button's end, and on the screen where the button stands at its start.
    const width = Math.min(widest, clientWidth - 2 * margin)
    style.inlineSize = `${width}px`
    style.insetInlineEnd = `${Math.max(margin, Math.min(rtl ? left : clientWidth - right, clientWidth - width - margin))}px`
  }
  return (
    <span class="menu">
      <button
        ref={button}
        type="button"
        class="button"
        // Not `disabled`: whoever chose something here would lose the focus.
        aria-disabled={disabled}
        aria-haspopup="dialog"
        popovertarget={disabled ? undefined : id}
        onClick={place}
      >
        <Icon name={icon} size={20} />
        {label}
      </button>
      <div ref={box} id={id} popover="auto" class="menu-box" role="dialog" aria-label={label}>
        {children(() => box.current?.hidePopover())}
      </div>
    </span>
  )
}
