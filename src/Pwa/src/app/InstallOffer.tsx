import { text } from '../i18n'
import { Icon } from '../ui/icons'
import { declineInstall, install } from './install'

/** Offered once, and only where the browser can. */
export function InstallOffer() {
  return (
    <div class="notice">
      <Icon name="download" size={20} />
      <div>
        <p>{text.install.hint}</p>
        <div class="chips">
          <button type="button" class="button" data-kind="primary" onClick={() => void install()}>
            {text.install.button}
          </button>
          <button type="button" class="button" data-kind="plain" onClick={declineInstall}>
            {text.install.notNow}
          </button>
        </div>
      </div>
    </div>
  )
}
