import { signal } from '@preact/signals'
import type { RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { text } from '../i18n'

interface Toast {
  message: string
  undo?: (() => void) | undefined
  hold?: (() => void) | undefined
}

const current = signal<Toast | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined
const nothing = { hovered: false, focused: false }
/** The places for it that are in the document: the page's, and those of the modal dialogs that lie over it. */
const hosts = signal<RefObject<HTMLElement | null>[]>([])
let attention = nothing

/** Long enough to read and reach, ms; equal to the outbox's undo window. */
const shown = 6_000

/** `hold`: keeps it possible to undo for as long again; asked for whenever the toast stays longer. */
export function toast(message: string, undo?: () => void, hold?: () => void): void {
  clearTimeout(timer)
  attention = nothing
  current.value = { message, undo, hold }
  timer = setTimeout(dismissToast, shown)
}

export function dismissToast(): void {
  clearTimeout(timer)
  current.value = undefined
}

/** While it is hovered or has the focus it stays, and after that as long as a new one. */
export function attend(change: Partial<typeof attention>): void {
  if (!current.value) return
  attention = { ...attention, ...change }
  clearTimeout(timer)
  current.value.hold?.()
  timer = attention.hovered || attention.focused ? setTimeout(() => attend({}), shown / 2) : setTimeout(dismissToast, shown)
}

export function undoToast(): void {
  const undo = current.value?.undo
  dismissToast()
  undo?.()
}

/** The button goes with the toast: the focus passes to the page that it stood before, or to its dialog's cross, not to the top of all. */
function onUndo({ currentTarget }: { currentTarget: Element }): void {
  const next = currentTarget.closest('dialog')?.querySelector('button') ?? document.querySelector('main')
  undoToast()
  next?.focus({ preventScroll: true })
}

const editable = 'input, textarea, select, [contenteditable]'

/** Where text is written, the keys undo writing. */
function onKey(event: KeyboardEvent): void {
  const asked = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey
  if (!asked || !current.value?.undo || (event.target instanceof Element && event.target.closest(editable))) return
  event.preventDefault()
  undoToast()
}

/** A page may change under a dialog that stays: its place is then the last one, and still behind. */
const inFront = (all: typeof hosts.value) => all.findLast(({ current }) => current?.closest('dialog')) ?? all.at(-1)

/**
 * Stands before the page's content, so that a step back from there leads to the button; and in every modal dialog,
 * because what lies behind one can be neither pressed nor read out.
 */
export function Toasts() {
  const host = useRef<HTMLDivElement>(null)
  const value = inFront(hosts.value) === host ? current.value : undefined
  useLayoutEffect(() => {
    hosts.value = [...hosts.value, host]
    return () => {
      hosts.value = hosts.value.filter((other) => other !== host)
      // What is taken out of the document is left without an event.
      attend(nothing)
    }
  }, [])
  useEffect(() => {
    // A listener of its own: one that all places share would be taken away with the first of them.
    const listen = (event: KeyboardEvent) => event.defaultPrevented || onKey(event)
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  return (
    <div ref={host} class="toasts" role="status" aria-live="polite">
      {value && (
        <div
          class="toast"
          key={value.message}
          // Neither a finger hovers, nor a mouse that lies where the toast comes up.
          onPointerMove={({ pointerType }) => pointerType === 'mouse' && !attention.hovered && attend({ hovered: true })}
          onPointerLeave={() => attention.hovered && attend({ hovered: false })}
        >
          <span>{value.message}</span>
          {value.undo && (
            <button
              type="button"
              aria-keyshortcuts="Control+Z Meta+Z"
              onFocus={() => attend({ focused: true })}
              onBlur={() => attend({ focused: false })}
              onClick={onUndo}
            >
              {text.undo}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
