import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { figureWords } from '../../i18n/figures'
import { toast } from '../../ui/toast'
import { figures } from '../store'
import { type Numbers, shown } from './numbers'

const words = figureWords.chart

interface PanelProps {
  title: string
  class: string
  /** What the files are called. */
  file: string
  numbers: Numbers
  /** Above the chart, and only there. */
  legend?: ComponentChildren
  children: ComponentChildren
}

/** A chart, its numbers as a table, and both as files. */
export function ChartPanel({ title, class: kind, file, numbers, legend, children }: PanelProps) {
  const [asTable, setAsTable] = useState(false)
  const section = useRef<HTMLElement>(null)

  async function save(how: 'csv' | 'png'): Promise<void> {
    const { from = '', to = '' } = figures.value.data ?? {}
    const name = `${file}-${from}${from === to ? '' : `-${to}`}`
    const { saveCsv, savePng } = await import('./save')
    const panel = section.current
    if (how === 'csv') saveCsv(name, numbers)
    else if (panel) await savePng(name, title, panel)
  }

  const trySaving = (how: 'csv' | 'png') => save(how).catch(() => toast(words.notSaved))

  return (
    <section ref={section} class={`card panel ${kind}`} aria-label={title}>
      <div class="panel-head">
        <h2>{title}</h2>
        <div class="panel-actions">
          <button type="button" class="button" data-kind="plain" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? words.asChart : words.asTable}
          </button>
          <button
            type="button"
            class="button"
            data-kind="plain"
            aria-label={words.saveCsv(title)}
            onClick={() => void trySaving('csv')}
          >
            {words.csv}
          </button>
          {!asTable && (
            <button
              type="button"
              class="button"
              data-kind="plain"
              aria-label={words.savePng(title)}
              onClick={() => void trySaving('png')}
            >
              {words.png}
            </button>
          )}
        </div>
      </div>
      {asTable ? (
        <NumbersTable numbers={numbers} title={title} />
      ) : (
        <>
          {legend}
          <div class="plot">{children}</div>
        </>
      )}
    </section>
  )
}

function NumbersTable({ numbers: { head, rows }, title }: { numbers: Numbers; title: string }) {
  return (
    // It scrolls sideways on a phone, so the keyboard must reach it. No region: the panel is one of the same name.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <div class="table-scroll" role="group" tabIndex={0} aria-label={title}>
      <table class="table">
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, name, cells }) => (
            <tr key={key}>
              <th scope="row" dir="auto">
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={head[column + 1]}>{shown(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
