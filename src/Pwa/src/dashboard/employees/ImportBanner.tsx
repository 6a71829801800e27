import { desk } from '../../i18n/desk'
import { Icon } from '../icons'
import { goTo, place } from '../store'
import { currentImport } from './currentImport'

const words = desk.employees

/** The import that goes on behind the closed dialog. */
export function ImportBanner() {
  const { value } = currentImport
  if (!value || place.value.open === 'import') return null
  const { phase, items } = value.state
  const open = items.filter(({ outcome }) => outcome === 'waiting').length
  return (
    <div class="notice import-banner" data-tone={phase === 'paused' ? 'caution' : undefined} role="status">
      <Icon name={phase === 'paused' ? 'alert' : 'upload'} size={20} />
      <span>
        {phase === 'done'
          ? desk.importing.report
          : phase === 'paused'
            ? words.importPaused(open)
            : words.importing(items.length - open, items.length)}
      </span>
      <button type="button" class="button" onClick={() => goTo({ open: 'import' })}>
        {words.importShow}
      </button>
    </div>
  )
}
