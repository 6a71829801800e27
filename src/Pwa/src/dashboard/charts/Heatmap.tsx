import { useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { figureWords } from '../../i18n/figures'
import { number, weekdayShort } from '../../lib/format'
import { ChartPanel } from './ChartPanel'
import { hourName } from './hours'
import { useWidth } from './useWidth'

const words = desk.dashboard
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const side = 44
const head = 22
const cell = 28
const gap = 2

/** Weekday by hour. */
export function Heatmap({ byHour }: { byHour: number[][] }) {
  const [pointed, setPointed] = useState<string | undefined>(undefined)
  const most = Math.max(1, ...byHour.flat())
  const level = (calls: number) => (calls === 0 ? 0 : Math.ceil((calls / most) * 4))
  const legend = (
    <p class="legend">
      {pointed ? (
        <strong>{pointed}</strong>
      ) : (
        [0, 1, 2, 3, 4].map((each) => (
          <span key={each} class="legend-item">
            <svg width="14" height="14" aria-hidden="true">
              <rect data-level={each} width="14" height="14" rx="3" />
            </svg>
            {each === 0 ? number(0) : figureWords.heat.level(number(Math.floor((most * each) / 4)))}
          </span>
        ))
      )}
    </p>
  )
  return (
    <ChartPanel
      title={words.heatmap}
      class="heat"
      file="calls-by-hour"
      numbers={{
        head: [figureWords.heat.weekday, ...hours.map(hourName)],
        rows: byHour.map((cells, weekday) => ({ key: String(weekday), name: weekdayShort(weekday), cells })),
      }}
      legend={legend}
    >
      <Cells byHour={byHour} level={level} onPoint={setPointed} />
    </ChartPanel>
  )
}

interface CellsProps {
  byHour: number[][]
  level: (calls: number) => number
  onPoint: (what: string | undefined) => void
}

function Cells({ byHour, level, onPoint }: CellsProps) {
  const { frame, width } = useWidth()
  const step = (width - side) / 24
  const every = step < 16 ? 6 : 3
  return (
    <div ref={frame}>
      <svg
        width={width}
        height={head + 7 * cell}
        role="img"
        aria-label={figureWords.chart.image(words.heatmap)}
        onPointerLeave={() => onPoint(undefined)}
      >
        {hours
          .filter((hour) => hour % every === 0)
          .map((hour) => (
            <text key={hour} class="axis" x={side + hour * step} y={14}>
              {hour}
            </text>
          ))}
        {byHour.map((row, weekday) => (
          <g key={weekdayShort(weekday)}>
            <text class="axis" x={0} y={head + weekday * cell + cell / 2} dy="0.32em">
              {weekdayShort(weekday)}
            </text>
            {row.map((calls, hour) => (
              <rect
                key={hourName(hour)}
                data-level={level(calls)}
                x={side + hour * step}
                y={head + weekday * cell}
                width={Math.max(1, step - gap)}
                height={cell - gap}
                rx={Math.min(4, step / 4)}
                onPointerEnter={() => onPoint(words.heatmapCell(weekdayShort(weekday), hourName(hour), calls))}
              />
            ))}
          </g>
        ))}
      </svg>
    </div>
  )
}
