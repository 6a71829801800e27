import type { Dashboard } from '../../contract'
import { desk } from '../../i18n/desk'
import { figureWords } from '../../i18n/figures'
import { duration, number, percent } from '../../lib/format'
import { linkTo } from '../routes'
import { place } from '../store'
import { ChartPanel } from './ChartPanel'
import { useWidth } from './useWidth'

const words = desk.dashboard
const own = figureWords.board
type Row = Dashboard['byEmployee'][number]

const row = 56

/** Most calls first, against what each is to reach. */
export function Leaderboard({ data }: { data: Dashboard }) {
  const ranked = [...data.byEmployee].sort((a, b) => b.calls - a.calls)
  return (
    <ChartPanel
      title={own.title}
      class="board"
      file="employees"
      numbers={{
        head: [
          words.name,
          words.calls,
          own.target,
          words.connected,
          words.talk,
          words.average,
          figureWords.tiles.contacts,
          words.missed,
          figureWords.tiles.unreturned,
        ],
        rows: ranked.map((each) => ({ key: each.employeeId, name: nameOf(each), cells: cellsOf(each) })),
      }}
      legend={<p class="legend">{own.targetHint}</p>}
    >
      <Rows ranked={ranked} />
    </ChartPanel>
  )
}

const nameOf = ({ name }: Row): string => name || figureWords.person.unknown
const connected = ({ calls, completed }: Row): number => (calls === 0 ? 0 : completed / calls)

function cellsOf(each: Row) {
  const target = each.targetCalls
  const average = each.completed === 0 ? 0 : each.talkSeconds / each.completed
  return [
    each.calls,
    target === null ? { text: own.noTarget, value: '' } : target,
    { text: percent(connected(each)), value: connected(each).toFixed(4) },
    { text: duration(each.talkSeconds), value: each.talkSeconds },
    { text: duration(average), value: Math.round(average) },
    each.uniqueContacts,
    each.missed,
    each.unreturnedMissed,
  ]
}

function Rows({ ranked }: { ranked: Row[] }) {
  const { frame, width } = useWidth()
  const most = Math.max(1, ...ranked.map((each) => Math.max(each.calls, each.targetCalls ?? 0)))
  const at = (calls: number) => (width * calls) / most
  return (
    <div ref={frame} class="ranking">
      <svg width={width} height={ranked.length * row} role="img" aria-label={figureWords.chart.image(own.title)}>
        {ranked.map((each, index) => {
          const target = each.targetCalls
          const y = index * row
          return (
            <g key={each.employeeId}>
              <text class="axis ranking-name" x={0} y={y + 22}>
                {nameOf(each)}
              </text>
              <text class="axis" x={width} y={y + 22} text-anchor="end">
                {target === null ? number(each.calls) : own.ofTarget(each.calls, target)}
              </text>
              <rect class="outcome-ground" x={0} y={y + 32} width={width} height={10} rx={5} />
              <rect
                class="bar-completed"
                x={0}
                y={y + 32}
                width={Math.max(each.calls > 0 ? 4 : 0, at(each.calls))}
                height={10}
                rx={5}
              />
              {target !== null && <rect class="target-mark" x={Math.max(0, at(target) - 3)} y={y + 28} width={3} height={18} />}
            </g>
          )
        })}
      </svg>
      <ol class="ranking-links">
        {ranked.map((each) => (
          <li key={each.employeeId}>
            <a href={linkTo({ ...place.value, view: 'overview', employeeId: each.employeeId })}>
              <span class="visually-hidden" dir="auto">
                {nameOf(each)}, {number(each.calls)}
              </span>
            </a>
          </li>
        ))}
      </ol>
    </div>
  )
}
