import type { Dashboard } from '../../contract'
import { desk } from '../../i18n/desk'
import { figureWords } from '../../i18n/figures'
import { percent } from '../../lib/format'
import { ChartPanel } from './ChartPanel'
import { type Split, splitOf } from './split'
import { useWidth } from './useWidth'

const words = figureWords.outcomes
const row = 44

/** How calls ended, as far as people said. */
export function Outcomes({ byOutcome }: { byOutcome: Dashboard['byOutcome'] }) {
  const all = byOutcome.reduce((sum, { calls }) => sum + calls, 0)
  if (all === 0) return null
  return (
    <ChartPanel
      title={words.title}
      class="outcomes"
      file="outcomes"
      numbers={{
        head: [words.outcome, desk.dashboard.calls, words.share],
        rows: byOutcome.map(({ outcome, calls }) => ({
          key: outcome ?? '',
          name: outcome ?? words.none,
          cells: [calls, { text: percent(calls / all), value: (calls / all).toFixed(4) }],
        })),
      }}
    >
      <Rows split={splitOf(byOutcome)} all={all} />
    </ChartPanel>
  )
}

function Rows({ split, all }: { split: Split[]; all: number }) {
  const { frame, width } = useWidth()
  const most = Math.max(1, ...split.map(({ calls }) => calls))
  return (
    <div ref={frame}>
      <svg width={width} height={split.length * row} role="img" aria-label={figureWords.chart.image(words.title)}>
        {split.map(({ name, calls, isChosen }, index) => (
          <g key={name}>
            <text class="axis outcome-name" x={0} y={index * row + 16}>
              {shortened(name, width - 110)}
            </text>
            <text class="axis" x={width} y={index * row + 16} text-anchor="end">
              {words.row(calls, percent(calls / all))}
            </text>
            <rect class="outcome-ground" x={0} y={index * row + 24} width={width} height={10} rx={5} />
            <rect
              class={isChosen ? 'bar-completed' : 'bar-none'}
              x={0}
              y={index * row + 24}
              width={Math.max(4, (width * calls) / most)}
              height={10}
              rx={5}
            />
          </g>
        ))}
      </svg>
    </div>
  )
}

/** About seven pixels a character: a longer name would run into its number, and the table has it whole. */
function shortened(name: string, width: number): string {
  const most = Math.max(8, Math.floor(width / 7.5))
  return [...name].length <= most ? name : `${[...name].slice(0, most - 1).join('')}…`
}
