import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Rows beyond the screen, so that a quick hand sees no gap. */
const beyond = 6
/** The window moves in steps of so many rows, unless it leaps: fewer renderings while scrolling. */
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

/** What lies over the top of the screen, px. */
interface Cover {
  /** The page's bar. */
  bar: number
  /** The bar, and the heading of the table: a row with the focus is scrolled clear of both. */
  covered: number
}

interface Window {
  /** The first row that is seen, in steps. */
  at: number
  /** Rows that are seen, or may be before the next step. */
  seen: number
  beyond: number
}

/**
 * Which of many rows of one height belong on the screen while the page scrolls. Nothing is kept per row: a hundred thousand of
 * them cost what a hundred do. While the page leaps only what is seen is drawn, and the rows beyond once it rests: neither takes long.
 */
export function useRows(count: number, height: number, top: () => number, { bar, covered }: Cover): Rows {
  const [shown, setShown] = useState<Window>({ at: 0, seen: 0, beyond: 0 })
  const latest = useRef(shown)
  const screen = useRef(0)
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const show = (next: Window): void => {
    const { at, seen, beyond } = latest.current
    if (next.at === at && next.seen === seen && next.beyond === beyond) return
    latest.current = next
    setShown(next)
  }
  const look = (): void => {
    screen.current = Math.ceil((innerHeight - bar) / height) + 1
    const row = Math.max(0, Math.floor((scrollY + bar - top()) / height))
    const near = { at: Math.floor(row / step) * step, seen: screen.current + step }
    const leaps = Math.abs(row - latest.current.at) >= screen.current
    show(leaps ? { at: row, seen: screen.current, beyond: 0 } : { ...near, beyond: latest.current.beyond })
    if (latest.current.beyond === beyond) return
    clearTimeout(resting.current)
    resting.current = setTimeout(() => show({ ...near, beyond }), rest)
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
  }, [height, bar])
  const first = Math.max(0, Math.min(shown.at, count - 1) - shown.beyond)
  const most = screen.current + step + 2 * beyond
  return {
    first,
    last: Math.min(count, shown.at + shown.seen + shown.beyond),
    most,
    scrollTo(index) {
      const y = top() + index * height
      if (y < scrollY + covered) scrollTo({ top: y - covered })
      else if (y + height > scrollY + innerHeight) scrollTo({ top: y + height - innerHeight })
    },
  }
}
