import { useLayoutEffect, useRef } from 'preact/hooks'
import type { CallList } from './callList'

interface Drawn {
  calls: CallList
  first: number
  ids: readonly string[]
}

/**
 * Where calls are taken out above the screen, what is on it stays where it is.
 * @param first of the rows in the document
 * @param top of the first row of all, from the top of the page, px
 * @param covered how much lies over the top of the screen, px
 */
export function useAnchor(
  calls: CallList,
  first: number,
  last: number,
  height: number,
  top: () => number,
  covered: number,
): void {
  const before = useRef<Drawn | undefined>(undefined)
  // The browser scrolls by itself where the page gets shorter than where it was.
  const scrolled = scrollY
  useLayoutEffect(() => {
    const drawn = before.current
    before.current = { calls, first, ids: calls.slice(first, last).map(({ id }) => id) }
    if (drawn?.calls !== calls) return
    const uppermost = Math.floor((scrolled + covered - top()) / height)
    if (uppermost <= 0) return
    for (let row = Math.max(uppermost, drawn.first); row < drawn.first + drawn.ids.length; row++) {
      const index = calls.indexOf(drawn.ids[row - drawn.first] ?? '')
      if (index < 0) continue
      if (index !== row) scrollTo({ top: scrolled + (index - row) * height })
      return
    }
  })
}
