import type { ComponentType } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { text } from '../i18n'
import { screenStands } from './firstScreen'

interface LaterProps<P> {
  load: () => Promise<ComponentType<P>>
  props: P
  /** A whole screen: until it is here, the page says that it comes. */
  screen?: boolean
}

/** ms: what comes sooner would only flash. */
const patience = 150

/** What is not in the first download; the service worker has it for offline. `load` and `props` of one part of the app only. */
export function Later<P extends object>({ load, props, screen }: LaterProps<P>) {
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
  if (Loaded) return <Loaded.component {...props} />
  return screen ? <Loading /> : null
}

function Loading() {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), patience)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p class="loading" role="status">
      {slow && text.loading}
    </p>
  )
}
