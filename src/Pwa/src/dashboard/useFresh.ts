import { useEffect } from 'preact/hooks'
import { feed } from './feed'
import { refreshFigures, today } from './store'

/** Counters follow the stream as the feed does, and sometimes a moment later. */
const afterACall = 2_000
const betweenLooks = 30_000

/** Figures that keep themselves true: after calls come in, when the day ends, and when the page is looked at again. */
export function useFresh(): void {
  const calls = feed.value
  useEffect(() => {
    if (!calls) return
    const timer = setTimeout(refreshFigures, afterACall)
    return () => clearTimeout(timer)
  }, [calls])

  useEffect(() => {
    let day = today()
    const look = () => {
      if (day === today()) return
      day = today()
      refreshFigures()
    }
    const onVisible = () => {
      if (document.visibilityState === 'visible') refreshFigures()
    }
    const timer = setInterval(look, betweenLooks)
    document.addEventListener('visibilitychange', onVisible)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onVisible)
    }
  }, [])
}
