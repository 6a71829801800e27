import { install as installing } from '../i18n/install'
import { Icon } from '../ui/icons'
import { declineInstall, install } from './install'

/** Offered once, and only where the browser can. */
export function InstallOffer() {
  return (
    <div class="notice">
      <Icon name="download" size={20} />
      <div>
        <p>{installing.hint}</p>
        <div class="chips">
          <button type="button" class="button" data-kind="primary" onClick={() => void install()}>
            {installing.button}
          </button>
          <button type="button" class="button" data-kind="plain" onClick={declineInstall}>
            {installing.notNow}
          </button>
        </div>
      </div>
    </div>
  )
}
