import '../styles/security.css'
import { useEffect, useState } from 'preact/hooks'
import type { Passkey } from '../contract'
import { access } from '../i18n/access'
import { dateTime } from '../lib/format'
import { passkeysExist } from '../session/webauthn'
import { Icon } from '../ui/icons'
import { Outcome } from '../ui/Outcome'
import { PasskeyIcon } from '../ui/PasskeyIcon'
import { useAttempt } from '../ui/signIn/step'
import { toast } from '../ui/toast'
import { me, online, timeZone } from './account'
import { LockSettings } from './LockSettings'
import { PasskeyForm } from './PasskeyForm'
import { listPasskeys, madeHere, removePasskey } from './passkeys'

const words = access.security

export function Security() {
  return (
    <>
      <Passkeys />
      <LockSettings />
    </>
  )
}

function Passkeys() {
  const { list, here, failed, reload } = usePasskeys()
  const [adding, setAdding] = useState(false)
  return (
    <section class="card stack" data-padded aria-labelledby="passkeys">
      <h2 id="passkeys">{words.passkeys}</h2>
      <p class="hint">{words.passkeysHint}</p>
      {failed && <p class="hint">{words.loadFailed}</p>}
      {list?.length === 0 && <p>{words.noPasskeys}</p>}
      {list && list.length > 0 && (
        <ul class="passkeys">
          {list.map((passkey) => (
            <PasskeyItem key={passkey.id} passkey={passkey} here={here.has(passkey.id)} onRemoved={reload} />
          ))}
        </ul>
      )}
      {!passkeysExist() && <p class="hint">{words.noSupport}</p>}
      {passkeysExist() && !adding && (
        <button type="button" class="button" disabled={!online.value} onClick={() => setAdding(true)}>
          <PasskeyIcon size={20} />
          {words.add}
        </button>
      )}
      {adding && (
        <PasskeyForm
          onDone={() => {
            setAdding(false)
            reload()
          }}
        />
      )}
    </section>
  )
}

/** The server's list; without a network, the one that the lock uses. */
function usePasskeys() {
  const [list, setList] = useState<Passkey[] | undefined>(me.value?.passkeys)
  const [here, setHere] = useState<ReadonlySet<string>>(new Set())
  const [failed, setFailed] = useState(false)
  const reload = () => {
    listPasskeys().then(
      (found) => {
        setFailed(false)
        setList(found)
      },
      () => setFailed(true),
    )
    madeHere().then(setHere)
  }
  useEffect(reload, [online.value])
  return { list, here, failed: failed && !list, reload }
}

function PasskeyItem({ passkey, here, onRemoved }: { passkey: Passkey; here: boolean; onRemoved: () => void }) {
  const [sure, setSure] = useState(false)
  const { busy, outcome, attempt } = useAttempt()
  const { id, name, createdAt } = passkey

  const remove = () =>
    attempt(async () => {
      await removePasskey(id)
      toast(words.removed)
      onRemoved()
    })

  return (
    <li>
      <div class="passkey">
        <PasskeyIcon size={24} />
        <div>
          <bdi>{name}</bdi>
          <p class="hint chips">
            {words.created(dateTime(createdAt, timeZone()))}
            {here && <span class="tag">{words.thisDevice}</span>}
          </p>
        </div>
        {!sure && (
          <button
            type="button"
            class="icon-button"
            aria-label={words.removeNamed(name)}
            disabled={!online.value}
            onClick={() => setSure(true)}
          >
            <Icon name="bin" size={20} />
          </button>
        )}
      </div>
      {sure && (
        <div class="stack" role="alert">
          <p>{words.removeSure(name)}</p>
          <div class="chips">
            <button type="button" class="button" data-kind="danger" aria-disabled={busy} onClick={() => void remove()}>
              {words.remove}
            </button>
            <button type="button" class="button" onClick={() => setSure(false)}>
              {words.keep}
            </button>
          </div>
        </div>
      )}
      <Outcome outcome={outcome} />
    </li>
  )
}
