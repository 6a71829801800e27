import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { Icon } from './icons'

/** Why the server did not do it, by the code that it gave. */
export const reasonOf = (code: string): string => desk.problems[code] ?? desk.problem

interface NotReadProps {
  title: string
  reason?: string
  retry?: string
  onRetry: () => void
}

/** Stands where something is that could not be read. */
export function NotRead({ title, reason, retry = text.tryAgain, onRetry }: NotReadProps) {
  return (
    <div class="card empty" role="alert">
      <Icon name="offline" size={40} />
      <strong>{title}</strong>
      {reason && <p>{reason}</p>}
      <button type="button" class="button" onClick={onRetry}>
        {retry}
      </button>
    </div>
  )
}

interface StaleProps {
  message: string
  onRetry: () => void
}

/** Stands above what was read before, and could not be read again. */
export function Stale({ message, onRetry }: StaleProps) {
  return (
    <div class="notice" data-tone="caution" role="status">
      <Icon name="alert" size={20} />
      <div>
        <p>{message}</p>
        <button type="button" class="button" onClick={onRetry}>
          {text.tryAgain}
        </button>
      </div>
    </div>
  )
}
