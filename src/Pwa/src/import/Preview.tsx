import { useEffect, useRef, useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { importing as words } from '../i18n/import'
import { dateTime, duration } from '../lib/format'
import { CallIcon, Icon } from '../ui/icons'
import { readablePhone } from '../ui/readablePhone'
import { VirtualList } from '../ui/VirtualList'
import type { Answer, Row, Summary } from './protocol'
import type { State } from './useImport'

type Opened = Extract<Answer, { kind: 'opened' }>
type Range = 'last' | 'month' | 'quarter' | 'all'

const day = 86_400_000

/** Nobody sends two years by accident: since the last import, else 30 days. */
export const defaultSince = (opened: Opened): number => sinceOf(opened.importedUntil === undefined ? 'month' : 'last', opened)

function sinceOf(range: Range, { importedUntil = 0 }: Opened): number {
  // A day more: what was still going on, or written late.
  if (range === 'last') return importedUntil - day
  return range === 'all' ? 0 : Date.now() - (range === 'month' ? 30 : 90) * day
}

interface Props {
  state: Extract<State, { step: 'preview' }>
  onPlan: (opened: Opened, choice: { since: number }) => void
  onSave: (correct: boolean) => void
  onCancel: () => void
}

/** What the import would do; nothing has happened yet. */
export function Preview({ state: { opened, rows, summary }, onPlan, onSave, onCancel }: Props) {
  const ranges: Range[] = opened.importedUntil === undefined ? ['month', 'quarter', 'all'] : ['last', 'month', 'quarter', 'all']
  const [range, setRange] = useState<Range>(ranges[0] as Range)
  const [correct, setCorrect] = useState(true)
  const asked = useRef(false)
  useEffect(() => {
    // A table's columns were chosen with the range; XML comes straight here.
    if (!asked.current && opened.format === 'xml') onPlan(opened, { since: sinceOf(range, opened) })
    asked.current = true
  }, [])

  const corrections = summary && correct ? summary.corrections : 0
  return (
    <>
      <section class="card stack" data-padded aria-busy={!summary}>
        <fieldset class="group">
          <legend class="group-label">{words.since}</legend>
          <div class="chips">
            {ranges.map((each) => (
              <button
                key={each}
                type="button"
                class="chip"
                aria-pressed={range === each}
                onClick={() => {
                  setRange(each)
                  onPlan(opened, { since: sinceOf(each, opened) })
                }}
              >
                {words.ranges[each]}
              </button>
            ))}
          </div>
        </fieldset>
        {!summary && <p role="status">{words.checking}</p>}
        {summary && <Counts summary={summary} />}
        {summary && summary.corrections > 0 && (
          <label class="switch">
            <input type="checkbox" checked={correct} onChange={(event) => setCorrect(event.currentTarget.checked)} />
            <span>{words.correct(summary.corrections)}</span>
          </label>
        )}
        <div class="chips">
          {summary && (summary.fresh > 0 || corrections > 0) && (
            <button type="button" class="button" data-kind="primary" onClick={() => onSave(correct)}>
              {summary.fresh > 0 ? words.add(summary.fresh) : words.correctOnly}
            </button>
          )}
          <button type="button" class="button" onClick={onCancel}>
            {words.cancel}
          </button>
        </div>
      </section>
      {summary && summary.fresh === 0 && (
        <div class="card empty">
          <Icon name="check" size={40} />
          <strong>{summary.older > 0 ? words.nothingSince : words.nothing}</strong>
          <p>{summary.older > 0 ? words.nothingSinceHint(summary.older) : words.nothingHint}</p>
        </div>
      )}
      {summary && rows.length > 0 && (
        <VirtualList
          items={rows}
          label={words.list}
          keyOf={(row) => row.id}
          estimate={() => 68}
          render={(row) => <PreviewRow row={row} />}
          onEnd={() => {}}
        />
      )}
    </>
  )
}

function Counts({ summary }: { summary: Summary }) {
  const { fresh, known, deleted, excluded, older, unusable } = summary
  const reasons = new Map<string, number[]>()
  for (const { line, why } of unusable) reasons.set(why, [...(reasons.get(why) ?? []), line])
  return (
    <>
      <ul class="log-counts" role="status">
        <li data-tone="good">{words.fresh(fresh)}</li>
        {known > 0 && <li>{words.known(known)}</li>}
        {deleted > 0 && <li>{words.deleted(deleted)}</li>}
        {excluded > 0 && <li>{words.excluded(excluded)}</li>}
        {older > 0 && <li>{words.older(older)}</li>}
      </ul>
      {unusable.length > 0 && (
        <details>
          <summary>{words.unusable(unusable.length)}</summary>
          <ul class="hint">
            {[...reasons].map(([why, lines]) => (
              <li key={why}>{words.whyLine(listed(lines), words.why[why] ?? why)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const listed = (lines: number[]): string => lines.slice(0, 12).join(', ') + (lines.length > 12 ? ' …' : '')

function PreviewRow({ row }: { row: Row }) {
  return (
    <div class="log-row">
      <span class="call-mark" data-status={row.status}>
        <CallIcon callType={row.callType} status={row.status} size={22} />
      </span>
      <span class="call-who">
        <span class="call-name">
          <bdi>{row.contactName ?? (row.contactPhone ? readablePhone(row.contactPhone) : '–')}</bdi>
        </span>
        <span class="call-kind">{dateTime(row.startedAt, timeZone())}</span>
      </span>
      <span class="call-when">{row.duration > 0 && duration(row.duration)}</span>
    </div>
  )
}
