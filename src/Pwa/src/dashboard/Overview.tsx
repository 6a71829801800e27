import { useEffect } from 'preact/hooks'
import type { Dashboard } from '../contract'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { weekdayOf } from '../lib/days'
import { dayLong, dayShort, time } from '../lib/format'
import { Icon } from '../ui/icons'
import { type Bar, BarChart } from './BarChart'
import { Filters } from './Filters'
import { feed } from './feed'
import { GettingStarted } from './GettingStarted'
import { Heatmap } from './Heatmap'
import { hourName } from './hours'
import { Leaderboard } from './Leaderboard'
import { people } from './people'
import { figures, place, refreshFigures, timeZone } from './store'
import { Tiles } from './Tiles'

const words = desk.dashboard

export function Overview() {
  const { range, from, to, employeeId } = place.value
  useEffect(refreshFigures, [range, from, to, employeeId])
  const { data, at, error } = figures.value
  return (
    <div class="stack">
      <div class="page-head">
        <h1>{words.views.overview}</h1>
        <Filters />
      </div>
      {error && data && at && (
        <p class="notice" data-tone="caution" role="status">
          <Icon name="alert" size={20} />
          <span>{words.stale(time(new Date(at).toISOString(), timeZone.value))}</span>
        </p>
      )}
      {error && !data && <Failed />}
      {!error && !data && <Loading />}
      {data && <Figures data={data} />}
    </div>
  )
}

/** Nobody has ever logged a call. Without the feed, a manager who is alone tells it too; figures of one person tell nothing. */
function neverACall({ totals, previous }: Dashboard): boolean {
  if (totals.calls > 0 || previous.calls > 0 || place.value.employeeId) return false
  return feed.value ? feed.value.length === 0 : people.value.list?.length === 1
}

function Figures({ data }: { data: Dashboard }) {
  if (neverACall(data)) return <GettingStarted />
  return (
    <>
      <Tiles totals={data.totals} previous={data.previous} />
      {data.totals.calls === 0 ? (
        <div class="card empty">
          <Icon name="chart" size={40} />
          <strong>{words.noCalls}</strong>
          <p>{words.noCallsHint}</p>
        </div>
      ) : (
        <div class="panels">
          <BarChart title={data.from === data.to ? desk.hours.title : words.perDay} bars={barsOf(data)} />
          <Leaderboard rows={data.byEmployee} />
          <Heatmap byHour={data.byHour} />
        </div>
      )}
    </>
  )
}

/** A single day says nothing as one bar, so it is shown by its hours. */
function barsOf(data: Dashboard): Bar[] {
  if (data.from !== data.to) {
    return data.byDay.map(({ day, completed, missed, rejected }) => ({
      key: day,
      tick: dayShort(day),
      name: dayLong(day),
      parts: { completed, missed, rejected },
    }))
  }
  const hours = data.byHour[weekdayOf(data.from)] ?? []
  return hours.map((calls, hour) => ({
    key: `${data.from}-${hour}`,
    tick: hourName(hour),
    name: hourName(hour),
    parts: { completed: calls },
  }))
}

function Failed() {
  return (
    <div class="card empty" role="alert">
      <Icon name="offline" size={40} />
      <strong>{words.failed}</strong>
      <button type="button" class="button" onClick={refreshFigures}>
        {text.tryAgain}
      </button>
    </div>
  )
}

function Loading() {
  return (
    <div class="stack" role="status" aria-label={text.loading}>
      <div class="tiles">
        {[0, 1, 2, 3, 4].map((tile) => (
          <div key={tile} class="card tile skeleton" />
        ))}
      </div>
      <div class="card skeleton panel-skeleton" />
    </div>
  )
}
