import '../styles/live.css'
import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { account } from '../app/account'
import { to } from '../app/routes'
import { useQuery } from '../app/useQuery'
import { live as words } from '../i18n/live'
import { getMeta, setMeta, write } from '../sync/db'
import { Icon } from '../ui/icons'
import { toast } from '../ui/toast'
import { Drafts } from './Drafts'
import { showLiveBar } from './LiveBar'
import { LiveLog } from './LiveLog'
import { Now } from './Now'
import { listening, problem, start, stop, watch } from './session'

/** Grows when consent is given or withdrawn. */
const consents = signal(0)

/** What live mode does and does not; the microphone only after the person's consent. */
export function LivePage() {
  const consent = useQuery(
    (reads) => reads.read((db) => getMeta(db, 'liveConsent')).then((given) => given ?? 0),
    [consents.value],
  )
  const isOff = listening.value === 'off'
  useEffect(() => {
    // A level that nobody sees is not worth the battery.
    const seen = () => watch(document.visibilityState === 'visible')
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => {
      document.removeEventListener('visibilitychange', seen)
      watch(false)
    }
  }, [isOff])

  async function agree(at: number | undefined): Promise<void> {
    const current = account.value
    if (!current) return
    await write(current.db, (tx) => setMeta(tx, 'liveConsent', at))
    consents.value += 1
  }

  async function begin(): Promise<void> {
    if (!consent) await agree(Date.now())
    showLiveBar()
    await start()
  }

  async function withdraw(): Promise<void> {
    stop()
    await agree(undefined)
    toast(words.withdrawn)
  }

  if (consent === undefined) return null
  return (
    <div class="stack live-page">
      <div class="heading with-back">
        <a class="icon-button" href={to.home} aria-label={words.back}>
          <Icon name="back" />
        </a>
        <h1>{words.title}</h1>
      </div>
      {problem.value && (
        <p class="notice" role="alert">
          <Icon name="alert" size={20} />
          {words.problems[problem.value]}
        </p>
      )}
      {listening.value === 'on' || listening.value === 'paused' ? (
        <Now />
      ) : (
        <>
          <Explanation />
          <button
            type="button"
            class="button"
            data-kind="primary"
            data-size="large"
            data-wide
            aria-disabled={listening.value === 'starting'}
            onClick={() => listening.value === 'starting' || void begin()}
          >
            <Icon name="pulse" />
            {listening.value === 'starting' ? words.starting : consent ? words.start : words.agree}
          </button>
        </>
      )}
      <Drafts />
      <LiveLog />
      {consent > 0 && (
        <button type="button" class="button" data-kind="plain" onClick={() => void withdraw()}>
          {words.withdraw}
        </button>
      )}
    </div>
  )
}

function Explanation() {
  const points = [
    ['phone', words.samePhone, words.samePhoneText],
    ['person', words.otherDevice, words.otherDeviceText],
    ['lock', words.kept, words.keptText],
    ['wait', words.limits, words.limitsText],
  ] as const
  return (
    <section class="card live-facts" data-padded aria-label={words.title}>
      <p>{words.intro}</p>
      <dl>
        {points.map(([icon, title, text]) => (
          <div key={title}>
            <dt>
              <Icon name={icon} size={20} />
              {title}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
