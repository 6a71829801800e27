import { computed } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { text } from '../i18n'
import { desk } from '../i18n/desk'
import { duration, number } from '../lib/format'
import { figures, refreshFigures, today } from './store'

/** Today's row of the figures, whatever range the overview has. */
const todays = computed(() => figures.value.data?.byDay.find(({ day }) => day === today()))

export function TodayStrip() {
  useEffect(refreshFigures, [])
  const { value } = todays
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
