import { useEffect } from 'preact/hooks'
import type { Figures } from '../contract'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { duration, number } from '../lib/format'
import { Stale } from './NotRead'
import { figures, refreshFigures } from './store'
import { useFresh } from './useFresh'

const unknown = '–'

export function TodayStrip() {
  useEffect(refreshFigures, [])
  useFresh()
  const { data, error } = figures.value
  const totals = data?.totals
  const words = desk.dashboard
  // Its place is kept while nothing is known: what is below may be pointed at already.
  const shown = (figure: (of: Figures) => string): string => (totals ? figure(totals) : unknown)
  return (
    <>
      <dl class="strip" aria-busy={!totals && !error}>
        <div>
          <dt>{desk.live.callsToday}</dt>
          <dd>{shown(({ calls }) => number(calls))}</dd>
        </div>
        <div>
          <dt>{text.status.completed}</dt>
          <dd>{shown(({ completed }) => number(completed))}</dd>
        </div>
        <div>
          <dt>{words.missed}</dt>
          <dd>{shown(({ missed }) => number(missed))}</dd>
        </div>
        <div>
          <dt>{words.talk}</dt>
          <dd>{shown(({ talkSeconds }) => duration(talkSeconds))}</dd>
        </div>
      </dl>
      {error && !totals && <Stale message={words.failed} onRetry={refreshFigures} />}
    </>
  )
}
