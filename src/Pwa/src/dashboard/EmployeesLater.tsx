import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { text } from '../i18n'
import { Icon } from '../ui/icons'

/** The page once it is here, for the next visit. */
let loaded: ComponentType | undefined

/** Not needed to watch the calls, so not in the first download. */
export function EmployeesLater() {
  const [Page, setPage] = useState<{ component: ComponentType } | undefined>(loaded && { component: loaded })
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (Page) return
    import('./employees/EmployeesView')
      .then(({ EmployeesView }) => {
        loaded = EmployeesView
        setPage({ component: EmployeesView })
      })
      .catch(() => setFailed(true))
  }, [])
  if (failed) {
    return (
      <div class="card empty" role="alert">
        <Icon name="offline" size={40} />
        <strong>{text.failure.title}</strong>
        <button type="button" class="button" onClick={() => location.reload()}>
          {text.failure.reload}
        </button>
      </div>
    )
  }
  return Page ? <Page.component /> : <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />
}
