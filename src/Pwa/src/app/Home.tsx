import { useEffect, useState } from 'preact/hooks'
import { text } from '../i18n'
import { dayLong, duration, number } from '../lib/format'
import { greetingName } from '../lib/names'
import { screenStands, stood } from '../ui/firstScreen'
import { Icon } from '../ui/icons'
import { Later } from '../ui/Later'
import { Room } from '../ui/Room'
import { account, firstPull, knowsAll, me, revision, timeZone } from './account'
import { CallRow } from './CallRow'
import { readHome } from './homeRead'
import { installDeclined, installed, installPrompt } from './install'
import { to } from './routes'
import { useQuery } from './useQuery'
import { useToday } from './useToday'
import { offeringPasskey } from './welcoming'

/** Of the latest calls, those a phone shows without being scrolled. */
const inSight = 3

const homeCalls = () => import('../calling/HomeCalls').then((module) => module.HomeCalls)
const homeTasks = () => import('../tasks/HomeTasks').then((module) => module.HomeTasks)
const installOffer = () => import('./InstallOffer').then((module) => module.InstallOffer)
const passkeyOffer = () => import('./PasskeyOffer').then((module) => module.PasskeyOffer)

export function Home() {
  const zone = timeZone()
  const today = useToday(zone)
  const current = account.value
  const known = current?.home?.today === today && current.home.zone === zone ? current.home : undefined
  const read = useQuery(
    async (reads) => {
      const tick = revision.peek()
      const value = await readHome(reads, today, zone)
      if (current) current.home = { value, tick, today, zone }
      return value
    },
    [today, zone],
    known,
  )
  const isRead = read !== undefined
  const [painted, setPainted] = useState(false)
  useEffect(() => {
    if (!isRead) return
    screenStands()
    const frame = requestAnimationFrame(() => setTimeout(() => setPainted(true)))
    return () => cancelAnimationFrame(frame)
  }, [isRead])
  // Only when the app starts: later, all that is here comes at once, and pushes nothing down.
  const goesOn = isRead || stood
  const counted = read?.todays.filter((call) => !call.private)
  // The others follow a frame later: a slow phone shows a call that was just saved a tenth sooner.
  const recent = read?.recent.slice(0, painted ? undefined : inSight) ?? []
  const name = greetingName(account.value?.employee.name ?? '')
  return (
    <div class="stack">
      <div class="heading">
        <h1 dir="auto">{text.home.greeting(name)}</h1>
        <p class="hint">{dayLong(today)}</p>
      </div>
      {!counted && <div class="card today" />}
      {counted?.length === 0 && firstPull.value && <div class="card today skeleton" role="status" aria-label={text.loading} />}
      {counted && (counted.length > 0 || knowsAll.value) && (
        <Progress
          calls={counted.length}
          answered={counted.filter((call) => call.status === 'completed').length}
          missed={counted.filter((call) => call.status === 'missed' && call.callType === 'incoming').length}
          talkSeconds={counted.reduce((sum, call) => sum + (call.status === 'completed' ? call.duration : 0), 0)}
        />
      )}
      <a class="button log-button" data-kind="primary" data-wide href={to.log}>
        <Icon name="plus" size={26} />
        {text.nav.log}
      </a>
      <Room name="calls" least={136} when={goesOn} load={homeCalls} />
      <Room name="tasks" least={0} when={goesOn} load={homeTasks} />
      {offeringPasskey.value && !me.value?.passkeys?.length && <Later load={passkeyOffer} props={{}} />}
      {installPrompt.value && !installed.value && !installDeclined.value && <Later load={installOffer} props={{}} />}
      <section aria-labelledby="recent">
        <div class="section-head">
          <h2 id="recent">{text.home.recent}</h2>
          {recent.length > 0 && <a href={to.history}>{text.home.all}</a>}
        </div>
        {recent.length > 0 && (
          <ul class="card rows">
            {recent.map((call) => (
              <li key={call.id}>
                <CallRow call={call} today={today} />
              </li>
            ))}
          </ul>
        )}
        {read && recent.length === 0 && (firstPull.value ? <SkeletonRows /> : <NoCalls />)}
      </section>
    </div>
  )
}

function NoCalls() {
  return (
    <div class="card empty">
      <Icon name="phone" size={40} />
      <strong>{knowsAll.value ? text.home.empty : text.home.notYet}</strong>
      <p>{knowsAll.value ? text.home.emptyHint : text.home.notYetHint}</p>
    </div>
  )
}

export function SkeletonRows() {
  return (
    <div class="card rows" role="status" aria-label={text.loading}>
      {[0, 1, 2, 3].map((row) => (
        <div key={row} class="call-row">
          <span class="skeleton call-mark" />
          <span class="skeleton skeleton-line" />
        </div>
      ))}
    </div>
  )
}

interface ProgressProps {
  calls: number
  answered: number
  missed: number
  talkSeconds: number
}

function Progress({ calls, answered, missed, talkSeconds }: ProgressProps) {
  const target = me.value?.target?.calls ?? 0
  const words = text.home
  const remark = target === 0 ? words.noTarget : calls >= target ? words.reached : words.toGo(target - calls)
  return (
    <section class="card today" aria-label={words.today}>
      <Ring ratio={target > 0 ? Math.min(1, calls / target) : 0} done={target > 0 && calls >= target}>
        <strong data-testid="calls-today">{number(calls)}</strong>
        <span>{target > 0 ? words.ofTarget(target) : words.calls(calls).replace(/^\S+\s/, '')}</span>
      </Ring>
      <div class="today-facts">
        <p class="today-remark">{remark}</p>
        <dl>
          <div>
            <dt>{words.talkTime}</dt>
            <dd>{duration(talkSeconds)}</dd>
          </div>
          <div>
            <dt>{words.answered}</dt>
            <dd>{number(answered)}</dd>
          </div>
          <div>
            <dt>{words.missed}</dt>
            <dd>{number(missed)}</dd>
          </div>
        </dl>
      </div>
    </section>
  )
}

const radius = 52
const circumference = 2 * Math.PI * radius

function Ring({ ratio, done, children }: { ratio: number; done: boolean; children: preact.ComponentChildren }) {
  return (
    <div class="ring" data-done={done || undefined}>
      <svg viewBox="0 0 120 120" aria-hidden="true">
        <circle class="ring-track" cx="60" cy="60" r={radius} />
        {ratio > 0 && (
          <circle class="ring-fill" cx="60" cy="60" r={radius} stroke-dasharray={`${ratio * circumference} ${circumference}`} />
        )}
      </svg>
      <div class="ring-text">{children}</div>
    </div>
  )
}
