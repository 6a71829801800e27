import { text } from '../i18n'
import { Icon } from './icons'
import { applyUpdate, updateReady } from './serviceWorker'

export function UpdateNotice() {
  if (!updateReady.value) return null
  return (
    <div class="notice update" role="status">
      <Icon name="download" size={20} />
      <span>{text.update.ready}</span>
      <button type="button" class="button" data-kind="primary" onClick={applyUpdate}>
        {text.update.reload}
      </button>
    </div>
  )
}
