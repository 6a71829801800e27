import { useEffect, useState } from 'preact/hooks'
import type { PersonPresence } from '../../contract'
import { text } from '../../i18n'
import { presence as words } from '../../i18n/presence'
import { ago, dateTime, duration } from '../../lib/format'
import { realtimeState } from '../feed'
import { Icon } from '../icons'
import { goTo, timeZone } from '../store'
import { asOf, inOrder, presence, readPresence } from './presence'

/** ms. Times of calls count up; and what no message tells of, such as a phone that fell silent, is read again. */
const tick = 10_000
const refresh = 120_000
/** Shown at once; the rest on request. Where the feed stands below it, it is not to be pushed off the screen. */
const few = () => (matchMedia('(max-width: 64rem)').matches ? 3 : 12)

export function PresencePanel() {
  const [now, setNow] = useState(Date.now)
  const [all, setAll] = useState(false)
  const [first] = useState(few)
  const connected = realtimeState.value === 'live'
  useEffect(() => {
    const again = () => {
      if (document.visibilityState === 'visible') readPresence().catch(reportError)
    }
    again()
    const timers = [setInterval(() => setNow(Date.now()), tick), setInterval(again, refresh)]
    document.addEventListener('visibilitychange', again)
    return () => {
      for (const timer of timers) clearInterval(timer)
      document.removeEventListener('visibilitychange', again)
    }
  }, [connected])

  const { people, error } = presence.value
  const list = people && inOrder(people.map((person) => asOf(person, now)))
  const count = (state: PersonPresence['state']) => list?.filter((person) => person.state === state).length ?? 0
  return (
    <section class="card presence" aria-labelledby="presence-title">
      <div class="panel-head">
        <h2 id="presence-title">{words.title}</h2>
        {list && list.length > 0 && (
          <p class="hint">
            {words.onCall(count('on-call'))} · {words.online(count('online'))} · {words.offline(count('offline'))}
          </p>
        )}
      </div>
      {error && (
        <div class="notice" data-tone={list ? 'caution' : 'danger'} role="alert">
          <Icon name="alert" size={20} />
          <div>
            <p>{list ? words.stale : words.failed}</p>
            <button type="button" class="button" onClick={() => readPresence().catch(reportError)}>
              {text.tryAgain}
            </button>
          </div>
        </div>
      )}
      {!list && !error && <div class="skeleton row-skeleton" role="status" aria-label={text.loading} />}
      {list?.length === 0 && <p class="hint">{words.nobody}</p>}
      {list && list.length > 0 && (
        <ul class="people-now">
          {(all ? list : list.slice(0, first)).map((person) => (
            <li key={person.employeeId}>
              <Person person={person} now={now} />
            </li>
          ))}
        </ul>
      )}
      {list && list.length > first && (
        <button type="button" class="button" data-kind="plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? words.fewer : words.more(list.length)}
        </button>
      )}
      <p class="hint">{words.hint}</p>
    </section>
  )
}

function Person({ person, now }: { person: PersonPresence; now: number }) {
  const { employeeId, name, state, onCallSince, lastSeenAt, queued, oldestQueuedAt } = person
  const zone = timeZone.value
  return (
    <button
      type="button"
      class="person-now"
      data-state={state}
      data-employee-id={employeeId}
      title={words.calls(name)}
      onClick={() => goTo({ view: 'calls', employeeId, open: '' })}
    >
      <span class="presence-mark" aria-hidden="true">
        {state === 'on-call' && <Icon name="phone" size={16} />}
      </span>
      <span class="person-what">
        <bdi class="call-name">{name}</bdi>
        <span class="hint">
          {words.states[state]}
          {onCallSince && ` ${words.since(duration(Math.max(0, (now - Date.parse(onCallSince)) / 1_000)))}`}
          {state === 'offline' && ` · ${lastSeenAt ? words.seen(ago(Date.parse(lastSeenAt), now)) : words.never}`}
        </span>
        {queued > 0 && (
          <span class="person-queue">
            <Icon name="wait" size={16} />
            {oldestQueuedAt ? words.queuedSince(queued, dateTime(oldestQueuedAt, zone)) : words.queued(queued)}
          </span>
        )}
      </span>
    </button>
  )
}
