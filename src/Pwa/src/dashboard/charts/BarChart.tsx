import { useState } from 'preact/hooks'
import type { CallStatus } from '../../contract'
import { text } from '../../i18n'
import { desk } from '../../i18n/desk'
import { figureWords } from '../../i18n/figures'
import { number } from '../../lib/format'
import { ChartPanel } from './ChartPanel'
import type { Numbers } from './numbers'
import { ticksUpTo } from './ticks'
import { useWidth } from './useWidth'

export interface Bar {
  key: string
  /** Short, under the bar. */
  tick: string
  name: string
  parts: Partial<Record<CallStatus, number>>
}

const stack: CallStatus[] = ['completed', 'rejected', 'missed']
const height = 260
const floor = 28
const gutter = 40
const words = desk.dashboard

/** @param what What a bar is about: a day or an hour. */
export function BarChart({ title, what, file, bars }: { title: string; what: string; file: string; bars: Bar[] }) {
  const [pointed, setPointed] = useState<Bar | undefined>(undefined)
  const shown = stack.filter((status) => bars.some((bar) => bar.parts[status] !== undefined))
  const legend = (
    <p class="legend">
      {pointed ? (
        <strong>{pointed.name}</strong>
      ) : (
        <span class="visually-hidden">{shown.map((status) => text.status[status]).join(', ')}</span>
      )}
      {shown.map((status) => (
        <span key={status} class="legend-item">
          <svg width="14" height="14" aria-hidden="true">
            <rect class={`bar-${status}`} width="14" height="14" rx="3" />
          </svg>
          {shown.length > 1 ? text.status[status] : words.calls} {pointed && number(pointed.parts[status] ?? 0)}
        </span>
      ))}
    </p>
  )
  return (
    <ChartPanel title={title} class="chart" file={file} numbers={numbersOf(bars, shown, what)} legend={legend}>
      <Plot title={title} bars={bars} shown={shown} onPoint={setPointed} />
    </ChartPanel>
  )
}

function numbersOf(bars: Bar[], shown: CallStatus[], what: string): Numbers {
  const parts = shown.length > 1 ? shown : []
  return {
    head: [what, words.calls, ...parts.map((status) => text.status[status])],
    rows: bars.map((bar) => ({
      key: bar.key,
      name: bar.name,
      cells: [total(bar), ...parts.map((status) => bar.parts[status] ?? 0)],
    })),
  }
}

interface PlotProps {
  title: string
  bars: Bar[]
  shown: CallStatus[]
  onPoint: (bar: Bar | undefined) => void
}

function Plot({ title, bars, shown, onPoint }: PlotProps) {
  const { frame, width } = useWidth()
  const ticks = ticksUpTo(Math.max(1, ...bars.map((bar) => total(bar))))
  const top = ticks.at(-1) ?? 1
  const y = (value: number) => 8 + (height - floor - 8) * (1 - value / top)
  const step = (width - gutter) / bars.length
  const thickness = Math.max(2, Math.min(44, step * 0.68))
  const labelEvery = Math.ceil(64 / step)
  return (
    <div ref={frame}>
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={figureWords.chart.image(title)}
        onPointerLeave={() => onPoint(undefined)}
      >
        <Stripes />
        {ticks.map((tick) => (
          <g key={tick}>
            <line class="grid" x1={gutter} x2={width} y1={y(tick)} y2={y(tick)} />
            <text class="axis" x={gutter - 8} y={y(tick)} dy="0.32em" text-anchor="end">
              {number(tick)}
            </text>
          </g>
        ))}
        {bars.map((bar, index) => {
          const middle = gutter + step * (index + 0.5)
          return (
            <g key={bar.key} class="bar" onPointerEnter={() => onPoint(bar)}>
              <rect class="bar-area" x={middle - step / 2} y="0" width={step} height={height - floor} />
              <Stacked bar={bar} shown={shown} x={middle - thickness / 2} thickness={thickness} y={y} />
              {index % labelEvery === 0 && (
                <text class="axis" x={middle} y={height - 8} text-anchor="middle">
                  {bar.tick}
                </text>
              )}
            </g>
          )
        })}
      </svg>
    </div>
  )
}

interface StackedProps {
  bar: Bar
  shown: CallStatus[]
  x: number
  thickness: number
  y: (value: number) => number
}

function Stacked({ bar, shown, x, thickness, y }: StackedProps) {
  let below = 0
  return shown.map((status) => {
    const value = bar.parts[status] ?? 0
    const bottom = y(below)
    below += value
    const size = Math.max(0, bottom - y(below) - 1)
    return value > 0 && <rect key={status} class={`bar-${status}`} x={x} y={y(below)} width={thickness} height={size} rx={2} />
  })
}

/** Told apart without colour. */
function Stripes() {
  return (
    <defs>
      <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="stripe-ground" width="6" height="6" />
        <rect class="stripe-line" width="3" height="6" />
      </pattern>
    </defs>
  )
}

const total = (bar: Bar): number => Object.values(bar.parts).reduce((sum, value) => sum + value, 0)
