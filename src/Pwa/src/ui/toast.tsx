import { signal } from '@preact/signals'
import { text } from '../i18n'

interface Toast {
  message: string
  undo?: (() => void) | undefined
}

const current = signal<Toast | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

/** Long enough to read and reach; equal to the outbox's undo window. */
const shown = 6_000

export function toast(message: string, undo?: () => void): void {
  clearTimeout(timer)
  current.value = { message, undo }
  timer = setTimeout(dismissToast, shown)
}

export function dismissToast(): void {
  clearTimeout(timer)
  current.value = undefined
}

export function Toasts() {
  const { value } = current
  return (
    <div role="status" aria-live="polite">
      {value && (
        <div class="toast" key={value.message}>
          <span>{value.message}</span>
          {value.undo && (
            <button
              type="button"
              onClick={() => {
                value.undo?.()
                dismissToast()
              }}
            >
              {text.undo}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
