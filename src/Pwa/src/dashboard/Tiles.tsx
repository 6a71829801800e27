import type { Figures } from '../contract'
import { desk } from '../i18n/desk'
import { figureWords } from '../i18n/figures'
import { duration, number, percent, signedPercent } from '../lib/format'

const words = desk.dashboard

interface Tile {
  name: string
  hint?: string
  value: string
  now: number
  before: number
  /** Whether more is better, for the arrow's tone; calls are neither. */
  better?: 'more' | 'less'
}

const connected = ({ calls, completed }: Figures): number => (calls === 0 ? 0 : completed / calls)
const average = ({ talkSeconds, completed }: Figures): number => (completed === 0 ? 0 : talkSeconds / completed)

export function Tiles({ totals, previous }: { totals: Figures; previous: Figures }) {
  const tiles: Tile[] = [
    { name: words.calls, value: number(totals.calls), now: totals.calls, before: previous.calls, better: 'more' },
    {
      name: words.connected,
      value: percent(connected(totals)),
      now: connected(totals),
      before: connected(previous),
      better: 'more',
    },
    {
      name: words.talk,
      value: duration(totals.talkSeconds),
      now: totals.talkSeconds,
      before: previous.talkSeconds,
      better: 'more',
    },
    { name: words.average, value: duration(average(totals)), now: average(totals), before: average(previous) },
    {
      name: figureWords.tiles.contacts,
      value: number(totals.uniqueContacts),
      now: totals.uniqueContacts,
      before: previous.uniqueContacts,
      better: 'more',
    },
    { name: words.missed, value: number(totals.missed), now: totals.missed, before: previous.missed, better: 'less' },
    {
      name: figureWords.tiles.unreturned,
      hint: figureWords.tiles.unreturnedHint,
      value: number(totals.unreturnedMissed),
      now: totals.unreturnedMissed,
      before: previous.unreturnedMissed,
      better: 'less',
    },
  ]
  return (
    <dl class="tiles">
      {tiles.map((tile) => (
        <div key={tile.name} class="card tile">
          <dt title={tile.hint}>{tile.name}</dt>
          <dd class="tile-value">{tile.value}</dd>
          <dd class="tile-change" data-tone={toneOf(tile)}>
            {changeOf(tile)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function changeOf({ now, before }: Tile): string {
  if (before === 0) return words.noPrevious
  const change = now / before - 1
  if (Math.abs(change) < 0.005) return words.noChange
  return `${change > 0 ? '▲' : '▼'} ${words.change(signedPercent(change))}`
}

function toneOf({ now, before, better }: Tile): 'good' | 'bad' | undefined {
  if (!better || before === 0 || Math.abs(now / before - 1) < 0.005) return undefined
  return now > before === (better === 'more') ? 'good' : 'bad'
}
