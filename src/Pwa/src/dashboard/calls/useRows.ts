import { useLayoutEffect, useRef, useState } from 'preact/hooks'

/** Rows beyond the screen, so that a quick hand sees no gap. */
const beyond = 24
/** The window moves in steps of so many rows: fewer renderings while scrolling. */
const step = 8

export interface Rows {
  /** Inclusive, exclusive. */
  first: number
  last: number
  scrollTo: (index: number) => void
}

/**
 * Which of many rows of one height belong on the screen while the page scrolls. Nothing is kept per row: a hundred thousand of
 * them cost what a hundred do.
 */
export function useRows(count: number, height: number, top: () => number, covered: number): Rows {
  const [first, setFirst] = useState(0)
  const screen = useRef(0)
  const look = (): void => {
    screen.current = Math.ceil(innerHeight / height)
    const above = Math.floor((scrollY - top()) / height) - beyond
    setFirst(Math.max(0, Math.floor(above / step) * step))
  }
  useLayoutEffect(() => {
    look()
    addEventListener('scroll', look, { passive: true })
    addEventListener('resize', look)
    return () => {
      removeEventListener('scroll', look)
      removeEventListener('resize', look)
    }
  }, [height])
  const start = Math.min(first, Math.max(0, count - 1))
  return {
    first: start,
    last: Math.min(count, start + screen.current + 2 * beyond + step),
    scrollTo(index) {
      const y = top() + index * height
      if (y < scrollY + covered) scrollTo({ top: y - covered })
      else if (y + height > scrollY + innerHeight) scrollTo({ top: y + height - innerHeight })
    },
  }
}
