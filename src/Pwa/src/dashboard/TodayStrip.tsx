import { useEffect } from 'preact/hooks'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { duration, number } from '../lib/format'
import { figures, refreshFigures } from './store'
import { useFresh } from './useFresh'

export function TodayStrip() {
  useEffect(refreshFigures, [])
  useFresh()
  const value = figures.value.data?.totals
  if (!value) return null
  const words = desk.dashboard
  return (
    <dl class="strip">
      <div>
        <dt>{desk.live.callsToday}</dt>
        <dd>{number(value.calls)}</dd>
      </div>
      <div>
        <dt>{text.status.completed}</dt>
        <dd>{number(value.completed)}</dd>
      </div>
      <div>
        <dt>{words.missed}</dt>
        <dd>{number(value.missed)}</dd>
      </div>
      <div>
        <dt>{words.talk}</dt>
        <dd>{duration(value.talkSeconds)}</dd>
      </div>
    </dl>
  )
}
