import '../styles/detail.css'
import { useEffect, useState } from 'preact/hooks'
import { access } from '../i18n/access'
import { importing } from '../i18n/import'
import { install as installing } from '../i18n/install'
import { privacy } from '../i18n/privacy'
import { recording } from '../i18n/recording'
import { PushSettings } from '../notices/PushSettings'
import { lookAtPush, pushState } from '../notices/push'
import { keptHere } from '../privacy/keptHere'
import { Icon } from '../ui/icons'
import { useAttempt } from '../ui/signIn/step'
import { account, logOut, me, tally } from './account'
import { install, installed, installPrompt } from './install'
import { LogOutEverywhere } from './LogOutEverywhere'
import { to } from './routes'
import { Security } from './Security'
import { useQuery } from './useQuery'

const words = access.settings

export function Settings() {
  const employee = account.value?.employee
  const [looked, setLooked] = useState(pushState.value !== undefined)
  useEffect(() => void lookAtPush().finally(() => setLooked(true)), [])
  return (
    <div class="stack">
      <h1>{words.title}</h1>
      <section class="card" data-padded aria-labelledby="profile">
        <h2 id="profile">{words.profile}</h2>
        <dl class="facts">
          <div>
            <dt>{words.name}</dt>
            <dd>
              <bdi>{employee?.name}</bdi>
            </dd>
          </div>
          <div>
            <dt>{words.email}</dt>
            <dd>{employee?.email}</dd>
          </div>
          {me.value && (
            <div>
              <dt>{words.organisation}</dt>
              <dd>
                <bdi>{me.value.organisation.name}</bdi>
              </dd>
            </div>
          )}
          <div>
            <dt>{words.theme}</dt>
            <dd>{words.themeHint}</dd>
          </div>
        </dl>
        {employee?.role === 'manager' && (
          <a class="button" href="/dashboard/">
            <Icon name="chart" size={20} />
            {words.dashboard}
          </a>
        )}
      </section>
      {/* Until then: what is said about notices would push the rest down under a finger. */}
      {looked && <Below />}
    </div>
  )
}

function Below() {
  return (
    <>
      <PushSettings />
      <Security />
      <section class="card stack" data-padded aria-labelledby="import">
        <h2 id="import">{importing.title}</h2>
        <a class="button" href={to.import}>
          <Icon name="download" size={20} />
          {importing.choose}
        </a>
      </section>
      <section class="card stack" data-padded aria-labelledby="install">
        <h2 id="install">{words.install}</h2>
        {installed.value ? <p>{words.installed}</p> : <InstallHelp />}
      </section>
      <LogOut />
      <LogOutEverywhere />
    </>
  )
}

function InstallHelp() {
  return (
    <>
      <p>{installing.hint}</p>
      {installPrompt.value ? (
        <button type="button" class="button" data-kind="primary" onClick={() => void install()}>
          <Icon name="download" size={20} />
          {installing.button}
        </button>
      ) : (
        <>
          <p class="hint">{words.android}</p>
          <p class="hint">{words.ios}</p>
        </>
      )}
    </>
  )
}

function LogOut() {
  const [asking, setAsking] = useState(false)
  const { busy, attempt } = useAttempt()
  const [onlyHere, setOnlyHere] = useState(0)
  const recordings = useQuery((reads) => reads.read((db) => db.count('recordings'))) ?? 0
  const unsent = tally.value.waiting + tally.value.refused

  async function ask(): Promise<void> {
    if (unsent > 0) await (await account.value?.engine)?.flush()
    const kept = account.value ? await keptHere(account.value.db) : 0
    setOnlyHere(kept)
    if (tally.value.waiting + tally.value.refused + kept + recordings > 0) setAsking(true)
    else await logOut()
  }

  return (
    <section class="card stack" data-padded>
      {asking && unsent + onlyHere + recordings > 0 ? (
        <>
          <p class="error" role="alert">
            <Icon name="alert" size={20} />
            <span>
              {unsent > 0 && words.unsent(unsent)} {onlyHere > 0 && privacy.lost(onlyHere)}{' '}
              {recordings > 0 && recording.unsent(recordings)}
            </span>
          </p>
          <div class="chips">
            <button
              type="button"
              class="button"
              data-kind="primary"
              aria-disabled={busy}
              onClick={() => busy || setAsking(false)}
            >
              {words.stay}
            </button>
            <button type="button" class="button" data-kind="danger" aria-disabled={busy} onClick={() => void attempt(logOut)}>
              {busy ? words.loggingOut : words.logOutAnyway(unsent + onlyHere + recordings)}
            </button>
          </div>
        </>
      ) : (
        <>
          <button type="button" class="button" data-kind="danger" aria-disabled={busy} onClick={() => void attempt(ask)}>
            <Icon name="logout" size={20} />
            {!busy ? words.logOut : unsent > 0 ? words.sendingFirst : words.loggingOut}
          </button>
          <p class="hint">{words.logOutHint}</p>
        </>
      )}
    </section>
  )
}
