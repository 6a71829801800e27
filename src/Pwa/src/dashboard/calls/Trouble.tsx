import { text } from '../../i18n'
import { Icon } from '../icons'

interface TroubleProps {
  tone: 'caution' | 'danger'
  message: string
  onRetry?: () => void
}

/** What went wrong, and how to try again. */
export function Trouble({ tone, message, onRetry }: TroubleProps) {
  return (
    <div class="notice" data-tone={tone} role="alert">
      <Icon name="alert" size={20} />
      <div>
        <p>{message}</p>
        {onRetry && (
          <button type="button" class="button" onClick={onRetry}>
            {text.tryAgain}
          </button>
        )}
      </div>
    </div>
  )
}
