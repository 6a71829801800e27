import { useLayoutEffect, useRef } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { number } from '../../lib/format'
import { Icon, type IconName } from '../icons'
import { today } from '../store'
import { download } from './download'
import type { ImportRow } from './importRows'
import type { ImportItem } from './importRun'
import { type ReportRow, reportCsv, reportOf } from './report'
import { scroller } from './scroller'

const words = desk.importing
const { columns } = desk.employees

const icons: Record<ReportRow['result'], IconName> = {
  invited: 'check',
  exists: 'person',
  rejected: 'alert',
  skipped: 'alert',
  waiting: 'wait',
}

interface Props {
  rows: readonly ImportRow[]
  items: readonly ImportItem[]
  onAnother: () => void
  onClose: () => void
}

export function ImportReport({ rows, items, onAnother, onClose }: Props) {
  const report = reportOf(rows, items)
  const heading = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => heading.current?.focus(), [])
  const results = Object.keys(icons) as ReportRow['result'][]
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        {words.report}
      </h3>
      <ul class="verdict">
        {results.map((result) => {
          const n = report.filter((row) => row.result === result).length
          if (n === 0) return null
          return (
            <li key={result} data-tone={toneOf(result)}>
              <Icon name={icons[result]} size={20} />
              {words.outcomes[result]}: {number(n)}
            </li>
          )
        })}
      </ul>
      <section class="import-rows" {...scroller} aria-label={words.report}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="row-line">
                {words.line}
              </th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.email}</th>
              <th scope="col" class="row-check">
                {words.result}
              </th>
            </tr>
          </thead>
          <tbody>
            {report.map(({ line, name, email, result, reason }) => (
              <tr key={line}>
                <td class="row-line">{line}</td>
                <th scope="row" title={name}>
                  <bdi>{name}</bdi>
                </th>
                <td title={email}>{email}</td>
                <td class="row-check">
                  <span class="row-verdict" data-bad={toneOf(result) === 'bad'}>
                    <Icon name={icons[result]} size={18} />
                    {[words.outcomes[result], reason].filter(Boolean).join(': ')}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <div class="modal-actions">
        <button
          type="button"
          class="button"
          data-kind="plain"
          onClick={() => download(words.reportName(today()), reportCsv(report))}
        >
          <Icon name="download" size={20} />
          {words.download}
        </button>
        <button type="button" class="button" onClick={onAnother}>
          {words.another}
        </button>
        <button type="button" class="button" data-kind="primary" onClick={onClose}>
          {desk.invite.finish}
        </button>
      </div>
    </>
  )
}

function toneOf(result: ReportRow['result']): string | undefined {
  if (result === 'invited') return 'good'
  return result === 'rejected' || result === 'skipped' ? 'bad' : undefined
}
