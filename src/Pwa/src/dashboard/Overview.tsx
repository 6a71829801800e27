import { useEffect } from 'preact/hooks'
import type { Dashboard } from '../contract'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { figureWords } from '../i18n/figures'
import { weekdayOf } from '../lib/days'
import { dayLong, dayTick, percent, time } from '../lib/format'
import { Icon } from '../ui/icons'
import { type Bar, BarChart } from './charts/BarChart'
import { Heatmap } from './charts/Heatmap'
import { hourName } from './charts/hours'
import { Leaderboard } from './charts/Leaderboard'
import { Outcomes } from './charts/Outcomes'
import { Filters } from './Filters'
import { feed } from './feed'
import { GettingStarted } from './GettingStarted'
import { NotRead, reasonOf, Stale } from './NotRead'
import { people } from './people'
import { rangeError } from './range'
import { linkTo } from './routes'
import { figures, nameOf, place, refreshFigures, timeZone } from './store'
import { Tiles } from './Tiles'
import { useFresh } from './useFresh'

const words = desk.dashboard

export function Overview() {
  const { range, from, to, employeeId } = place.value
  useEffect(refreshFigures, [range, from, to, employeeId])
  useFresh()
  const { data, at, error } = figures.value
  const refused = range === 'custom' ? rangeError(place.value) : undefined
  return (
    <div class="stack">
      <div class="page-head">
        {employeeId ? <PersonHead id={employeeId} /> : <h1>{words.views.overview}</h1>}
        <Filters />
      </div>
      {error && data && at && (
        <Stale message={words.stale(time(new Date(at).toISOString(), timeZone.value))} onRetry={refreshFigures} />
      )}
      {error && !data && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={refreshFigures} />}
      {refused && (
        <div class="card empty">
          <Icon name="chart" size={40} />
          <strong>{words.noDays}</strong>
          <p>{words.rangeErrors[refused]}</p>
        </div>
      )}
      {!error && !data && !refused && <Loading />}
      {data && <Figures data={data} />}
    </div>
  )
}

/** One employee's page: the same figures, of them alone. */
function PersonHead({ id }: { id: string }) {
  return (
    <div class="person-head">
      <a class="back" href={linkTo({ ...place.value, employeeId: '' })}>
        <Icon name="back" size={20} />
        {figureWords.person.back}
      </a>
      <h1 dir="auto">{nameOf(id) ?? (people.value.list ? figureWords.person.unknown : words.employee)}</h1>
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
          <div class="panel-column">
            {data.from === data.to ? (
              <BarChart title={desk.hours.title} what={words.hour} file="calls-per-hour" bars={barsOf(data)} />
            ) : (
              <BarChart title={words.perDay} what={words.day} file="calls-per-day" bars={barsOf(data)} />
            )}
            <Heatmap byHour={data.byHour} />
          </div>
          <div class="panel-column">
            {place.value.employeeId ? <Target data={data} /> : <Leaderboard data={data} />}
            <Outcomes byOutcome={data.byOutcome} />
          </div>
        </div>
      )}
    </>
  )
}

function Target({ data }: { data: Dashboard }) {
  const mine = data.byEmployee.find(({ employeeId }) => employeeId === place.value.employeeId)
  const target = mine?.targetCalls
  if (!mine || !target) return null
  return (
    <section class="card panel board" aria-label={figureWords.board.target}>
      <div class="panel-head">
        <h2>{figureWords.board.target}</h2>
      </div>
      <p class="tile-value">{percent(mine.calls / target)}</p>
      <meter class="reached" min={0} max={target} value={mine.calls} aria-label={figureWords.board.target} />
      <p class="legend">{figureWords.board.ofTarget(mine.calls, target)}</p>
      <p class="legend">{figureWords.board.targetHint}</p>
    </section>
  )
}

/** A single day says nothing as one bar, so it is shown by its hours. */
function barsOf(data: Dashboard): Bar[] {
  if (data.from !== data.to) {
    return data.byDay.map(({ day, completed, missed, rejected }) => ({
      key: day,
      tick: dayTick(day),
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
