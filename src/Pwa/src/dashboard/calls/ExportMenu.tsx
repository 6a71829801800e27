import { useEffect } from 'preact/hooks'
import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { Icon } from '../icons'
import { place } from '../store'
import { dismissExport, exportCalls, exporting, resumeExport } from './exporting'
import { Menu } from './Menu'
import { printedRows } from './printing'

const words = callsWords.exporting

interface Props {
  onPrint: () => void
}

export function ExportMenu({ onPrint }: Props) {
  const { state } = exporting.value
  return (
    <Menu label={words.open} icon="download" disabled={state === 'asking' || state === 'writing'}>
      {(close) => {
        const choose = (work: () => void) => () => {
          close()
          work()
        }
        return (
          <>
            <Item name={words.csv} hint={words.csvHint} onClick={choose(() => void exportCalls(place.value, false))} />
            <Item name={words.excel} hint={words.excelHint} onClick={choose(() => void exportCalls(place.value, true))} />
            <Item name={words.print} hint={words.printHint(printedRows)} onClick={choose(onPrint)} />
          </>
        )
      }}
    </Menu>
  )
}

function Item({ name, hint, onClick }: { name: string; hint: string; onClick: () => void }) {
  return (
    <button type="button" class="menu-item menu-action" onClick={onClick}>
      <strong>{name}</strong>
      <span class="hint">{hint}</span>
    </button>
  )
}

/** How far the export is; it says so on this page only, and goes on elsewhere. */
export function ExportNotice() {
  const now = exporting.value
  useEffect(() => void resumeExport().catch(reportError), [])
  if (now.state === 'none') return null
  const failed = now.state === 'failed'
  const busy = now.state === 'asking' || now.state === 'writing'
  return (
    <div class="notice export-notice" data-tone={failed ? 'danger' : undefined} role={failed ? 'alert' : 'status'}>
      <Icon name={failed ? 'alert' : busy ? 'wait' : 'check'} size={20} />
      <div>
        <p>
          {now.state === 'asking' && words.busy}
          {now.state === 'writing' && words.writing(now.rows)}
          {now.state === 'done' && (now.rows === undefined ? words.doneAtOnce : words.done(now.rows))}
          {failed && (now.code === 'export-expired' ? words.expired : words.failed)}
        </p>
        <div class="row-actions">
          {(now.state === 'done' || now.state === 'failed') && now.again && (
            <button type="button" class="button" onClick={() => void now.again?.()}>
              {failed ? text.tryAgain : now.offered ? words.download : words.again}
            </button>
          )}
          <button type="button" class="button" data-kind="plain" onClick={dismissExport}>
            {busy ? words.stop : words.dismiss}
          </button>
        </div>
      </div>
    </div>
  )
}
