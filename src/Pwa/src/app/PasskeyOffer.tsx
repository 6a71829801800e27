import { useState } from 'preact/hooks'
import { access } from '../i18n/access'
import { remember } from '../session/remembered'
import { PasskeyIcon } from '../ui/PasskeyIcon'
import { account } from './account'
import { PasskeyForm } from './PasskeyForm'
import { offeringPasskey } from './welcoming'

const words = access.offer

/** Once an account and device, after the first sign-in with a password. */
export function PasskeyOffer() {
  const [adding, setAdding] = useState(false)

  function done(): void {
    offeringPasskey.value = false
    const id = account.value?.employee.id
    if (id) remember('passkeyOffered', id).catch((error: unknown) => reportError(error))
  }

  return (
    <section class="notice" aria-labelledby="offer">
      <PasskeyIcon size={24} />
      <div>
        <h2 id="offer">{words.title}</h2>
        <p>{words.lead}</p>
        {adding ? (
          <PasskeyForm onDone={done} />
        ) : (
          <div class="chips">
            <button type="button" class="button" data-kind="primary" onClick={() => setAdding(true)}>
              {words.add}
            </button>
            <button type="button" class="button" data-kind="plain" onClick={done}>
              {words.later}
            </button>
          </div>
        )}
      </div>
    </section>
  )
}
