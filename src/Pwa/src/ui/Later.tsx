import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { text } from '../i18n'
import { screenStands } from './firstScreen'

/** A screen that is not in the first download; the service worker has it for offline. `load` and `props` of one screen only. */
export function Later<P extends object>({ load, props }: { load: () => Promise<ComponentType<P>>; props: P }) {
  const [Loaded, setLoaded] = useState<{ component: ComponentType<P> } | undefined>(undefined)
  const [failed, setFailed] = useState(false)
  const shown = useRef(true)
  useEffect(() => {
    load()
      .then((component) => shown.current && setLoaded({ component }))
      .catch(() => setFailed(true))
    return () => {
      shown.current = false
    }
  }, [])
  useEffect(() => {
    if (Loaded || failed) screenStands()
  }, [Loaded, failed])
  if (failed) {
    return (
      <div class="empty" role="alert">
        <strong>{text.failure.title}</strong>
        <button type="button" class="button" onClick={() => location.reload()}>
          {text.failure.reload}
        </button>
      </div>
    )
  }
  return Loaded ? <Loaded.component {...props} /> : null
}
