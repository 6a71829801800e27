import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Rows beyond the screen, so that a quick hand sees no gap. */
const beyond = 8
/** The window moves in steps of so many rows: fewer renderings while scrolling. */
const step = 4
/** ms without scrolling after which the rows beyond the screen come back. */
const rest = 60

export interface Rows {
  /** Inclusive, exclusive. */
  first: number
  last: number
  /** No more rows than that are in the document at once. */
  most: number
  scrollTo: (index: number) => void
}

interface Window {
  /** The row at the top of the screen, in steps. */
  at: number
  beyond: number
}

/**
 * Which of many rows of one height belong on the screen while the page scrolls. Nothing is kept per row: a hundred thousand of
 * them cost what a hundred do. While the page leaps only what is seen is drawn, and the rows beyond once it rests: neither takes long.
 */
export function useRows(count: number, height: number, top: () => number, covered: number): Rows {
  const [shown, setShown] = useState<Window>({ at: 0, beyond: 0 })
  const latest = useRef(shown)
  const screen = useRef(0)
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const show = (next: Window): void => {
    const { at, beyond } = latest.current
    if (next.at === at && next.beyond === beyond) return
    latest.current = next
    setShown(next)
  }
  const look = (): void => {
    screen.current = Math.ceil(innerHeight / height) + 1
    const at = Math.max(0, Math.floor((scrollY - top()) / height / step) * step)
    const leaps = Math.abs(at - latest.current.at) >= screen.current
    show({ at, beyond: leaps ? 0 : latest.current.beyond })
    if (latest.current.beyond === beyond) return
    clearTimeout(resting.current)
    resting.current = setTimeout(() => show({ at: latest.current.at, beyond }), rest)
  }
  useLayoutEffect(() => {
    look()
    addEventListener('scroll', look, { passive: true })
    addEventListener('resize', look)
    return () => {
      clearTimeout(resting.current)
      removeEventListener('scroll', look)
      removeEventListener('resize', look)
    }
  }, [height])
  const first = Math.max(0, Math.min(shown.at, count - 1) - shown.beyond)
  const most = screen.current + step + 2 * beyond
  return {
    first,
    last: Math.min(count, shown.at + screen.current + step + shown.beyond),
    most,
    scrollTo(index) {
      const y = top() + index * height
      if (y < scrollY + covered) scrollTo({ top: y - covered })
      else if (y + height > scrollY + innerHeight) scrollTo({ top: y + height - innerHeight })
    },
  }
}
