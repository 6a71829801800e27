import { useEffect, useState } from 'preact/hooks'
import { useQuery } from '../app/useQuery'
import { notices } from '../i18n/notices'
import { Icon } from '../ui/icons'
import { lookAtPush, pushState, turnOn } from './push'
import { inbox } from './store'

const words = notices.push
const laterKey = 'ooak-push-later'

/** Asks once there was something to be told: who has never had an assignment would not know what for. */
export function PushOffer() {
  const assigned = useQuery(async (reads) => (await inbox(reads)).some(({ notice }) => notice.kind === 'assignment'))
  const [declined, setDeclined] = useState(localStorage.getItem(laterKey) !== null)
  const [failed, setFailed] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => void lookAtPush(), [])
  if (!assigned || declined || pushState.value !== 'off') return null

  function decline(): void {
    localStorage.setItem(laterKey, '1')
    setDeclined(true)
  }

  async function accept(): Promise<void> {
    if (busy) return
    setBusy(true)
    await turnOn().then(
      () => setFailed(false),
      () => setFailed(true),
    )
    setBusy(false)
  }

  return (
    <div class="notice">
      <Icon name="bell" size={20} />
      <div>
        <p>{words.offer}</p>
        {failed && (
          <p class="error" role="alert">
            {words.failed}
          </p>
        )}
        <div class="chips">
          <button type="button" class="button" data-kind="primary" aria-disabled={busy} onClick={() => void accept()}>
            {busy ? words.turning.off : words.turnOn}
          </button>
          <button type="button" class="button" data-kind="plain" onClick={decline}>
            {words.notNow}
          </button>
        </div>
      </div>
    </div>
  )
}
