import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { text } from '../i18n'
import { NotRead } from './NotRead'

type Load = () => Promise<ComponentType>

/** Pages once they are here, for the next visit. */
const loaded = new Map<Load, ComponentType>()

/** A page that is not needed to watch the calls, so not in the first download. `load` of one page only. */
export function PageLater({ load }: { load: Load }) {
  const known = loaded.get(load)
  const [Page, setPage] = useState<{ component: ComponentType } | undefined>(known && { component: known })
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (Page) return
    load()
      .then((component) => {
        loaded.set(load, component)
        setPage({ component })
      })
      .catch(() => setFailed(true))
  }, [])
  if (failed) {
    return <NotRead title={text.failure.title} retry={text.failure.reload} onRetry={() => location.reload()} />
  }
  return Page ? <Page.component /> : <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />
}
