import { text } from '../i18n'
import '../styles/presence.css'
import { desk } from '../i18n/desk'
import { duration } from '../lib/format'
import { CallIcon, Icon } from '../ui/icons'
import { CallDrawerLater } from './CallDrawerLater'
import { contactOf, kindOf, whenOf } from './calls'
import { arrived, feed, realtimeState } from './feed'
import { NewsStatus } from './live/NewsStatus'
import { PresencePanel } from './live/PresencePanel'
import { openCall } from './openCall'
import { nameOr, timeZone } from './store'
import { TodayStrip } from './TodayStrip'

const words = desk.live

export function LiveView() {
  const calls = feed.value
  return (
    <div class="stack live">
      <div class="page-head">
        <h1>{words.title}</h1>
      </div>
      <NewsStatus />
      <TodayStrip />
      {realtimeState.value === 'offline' && (
        <p class="notice" data-tone="caution" role="status">
          <Icon name="offline" size={20} />
          <span>{words.offlineHint}</span>
        </p>
      )}
      <div class="live-columns">
        <div class="stack">
          {calls && calls.length > 0 && (
            <ul class="card rows" aria-label={words.feed}>
              {calls.map((call) => (
                <li key={call.id} data-call-id={call.id} class={arrived.value.has(call.id) ? 'feed-item arrived' : 'feed-item'}>
                  <button type="button" class="call-row" onClick={() => openCall(call)}>
                    <span class="call-mark" data-status={call.status}>
                      <CallIcon callType={call.callType} status={call.status} size={22} />
                    </span>
                    <span class="call-who">
                      <span class="call-name">
                        <bdi>{nameOr(call.employeeId, desk.table.unknown)}</bdi>
                      </span>
                      <span class="call-kind">
                        {kindOf(call)} · <bdi>{contactOf(call)}</bdi>
                        {call.outcome && (
                          <>
                            {' · '}
                            <bdi>{call.outcome}</bdi>
                          </>
                        )}
                      </span>
                    </span>
                    <span class="call-when">
                      <time dateTime={call.startedAt}>{whenOf(call, timeZone.value)}</time>
                      <span class="call-length">{call.duration > 0 && duration(call.duration)}</span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
          {calls?.length === 0 && (
            <div class="card empty">
              <Icon name="pulse" size={40} />
              <strong>{words.empty}</strong>
              <p>{words.emptyHint}</p>
            </div>
          )}
          {!calls && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
        </div>
        <PresencePanel />
      </div>
      <CallDrawerLater known={(id) => calls?.find((call) => call.id === id)} />
    </div>
  )
}
