import '../../styles/work.css'
import { work } from '../../i18n/work'
import { linkTo, workViews } from '../routes'
import { place } from '../store'

const words = work.tabs as Record<string, string>

/** The three pages by which a manager steers. */
export function WorkTabs() {
  return (
    <nav class="work-tabs" aria-label={words.label}>
      {workViews.map((view) => (
        <a
          key={view}
          class="chip"
          href={linkTo({ ...place.value, view, open: '', state: '', employeeId: '', due: '' })}
          aria-current={view === place.value.view ? 'page' : undefined}
        >
          {words[view]}
        </a>
      ))}
    </nav>
  )
}
