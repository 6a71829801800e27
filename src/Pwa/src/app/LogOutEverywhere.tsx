import { useState } from 'preact/hooks'
import { access } from '../i18n/access'
import { Icon } from '../ui/icons'
import { Outcome } from '../ui/Outcome'
import { useAttempt } from '../ui/signIn/step'
import { account, logOutEverywhere, online, tally } from './account'

const words = access.security

/** For a lost device. Says what will be lost here before it does it. */
export function LogOutEverywhere() {
  const [asking, setAsking] = useState(false)
  const { busy, outcome, attempt } = useAttempt()
  const unsent = tally.value.waiting + tally.value.refused

  const ask = () =>
    attempt(async () => {
      if (unsent > 0) await (await account.value?.engine)?.flush()
      setAsking(true)
    })

  return (
    <section class="card stack" data-padded aria-labelledby="everywhere">
      <h2 id="everywhere">{words.everywhere}</h2>
      <p class="hint">{words.everywhereHint}</p>
      {asking && unsent > 0 && (
        <p class="error" role="alert">
          <Icon name="alert" size={20} />
          {words.everywhereUnsent(unsent)}
        </p>
      )}
      <Outcome outcome={outcome} />
      {asking ? (
        <div class="chips">
          <button type="button" class="button" data-kind="primary" onClick={() => setAsking(false)}>
            {words.stay}
          </button>
          <button
            type="button"
            class="button"
            data-kind="danger"
            aria-disabled={busy}
            onClick={() => void attempt(logOutEverywhere)}
          >
            {busy ? access.settings.loggingOut : words.everywhereSure}
          </button>
        </div>
      ) : (
        <button
          type="button"
          class="button"
          data-kind="danger"
          disabled={!online.value}
          aria-disabled={busy}
          onClick={() => void ask()}
        >
          <Icon name="logout" size={20} />
          {busy ? access.settings.sendingFirst : words.everywhere}
        </button>
      )}
    </section>
  )
}
