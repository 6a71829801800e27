import '../../styles/calls-table.css'
import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { desk } from '../../i18n/desk'
import { CallDrawerLater } from '../CallDrawerLater'
import { Filters } from '../Filters'
import { Icon } from '../icons'
import { NotRead, reasonOf } from '../NotRead'
import { place } from '../store'
import { CallFilters } from './CallFilters'
import { CallsTable } from './CallsTable'
import { ExportNotice } from './ExportMenu'
import { PrintHead } from './PrintHead'
import { usePages } from './pages'
import { printedRows, printing } from './printing'
import { Trouble } from './Trouble'

const words = callsWords.table

export function CallsView() {
  const pages = usePages(place.value)
  const { calls, news, more, busy, error } = pages

  async function print(): Promise<void> {
    await pages.loadUpTo(printedRows)
    printing.value = true
    // After the rows are in the document.
    requestAnimationFrame(() => requestAnimationFrame(() => window.print()))
  }

  const count = Math.min(calls?.length ?? 0, printing.value ? printedRows : Number.POSITIVE_INFINITY)
  return (
    <div class="stack calls-page">
      <div class="page-head">
        <h1>{desk.table.title}</h1>
        <Filters />
      </div>
      <CallFilters onPrint={() => void print()} />
      <ExportNotice />
      <PrintHead rows={count} more={more || (calls?.length ?? 0) > printedRows} />
      <p class="counts hint" role="status">
        {calls && (more ? words.foundSoFar(calls.length) : words.found(calls.length))}
        {news > 0 && (
          <button type="button" class="link" onClick={pages.reload}>
            {words.news(news)}
          </button>
        )}
      </p>
      {pages.stale && <Trouble tone="caution" message={words.stale} onRetry={pages.refresh} />}
      <p id="calls-keys" class="visually-hidden">
        {desk.table.keys}
      </p>
      {calls && count > 0 && <CallsTable calls={calls} count={count} more={more && !error} onEnd={pages.loadMore} />}
      {error && calls && <Trouble tone="danger" message={words.failedMore} onRetry={pages.loadMore} />}
      {error && !calls && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={pages.reload} />}
      {calls?.length === 0 && !busy && !more && (
        <div class="card empty">
          <Icon name="search" size={40} />
          <strong>{words.empty}</strong>
          <p>{words.emptyHint}</p>
        </div>
      )}
      {!calls && !error && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {calls && more && !error && (
        <button type="button" class="button more" disabled={busy} onClick={pages.loadMore}>
          {busy ? words.loadingMore : desk.table.more}
        </button>
      )}
      {calls && calls.length > 0 && !more && <p class="hint end">{words.end}</p>}
      <CallDrawerLater known={(id) => calls?.find(id)} />
    </div>
  )
}
