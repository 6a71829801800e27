import { text } from '../i18n'
import '../styles/live-page.css'
import { desk } from '../i18n/desk'
import { Icon } from '../ui/icons'
import { CallDrawerLater } from './CallDrawerLater'
import { feed, realtimeState } from './feed'
import { FeedList } from './live/FeedList'
import { NewsStatus } from './live/NewsStatus'
import { PresencePanel } from './live/PresencePanel'
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
          {calls && calls.length > 0 && <FeedList calls={calls} />}
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
