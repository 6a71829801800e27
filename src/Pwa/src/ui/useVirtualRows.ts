import { defaultRangeExtractor, observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Options {
  count: number
  keyOf: (index: number) => string
  estimate: (index: number) => number
  /** Where the first row begins in the page, px. */
  margin: number
  /** What covers the top of the screen, px: a row with the focus is scrolled clear of it. */
  covered?: number
  /** A row that stays in the document wherever the page is scrolled: the one with the focus. */
  keep?: number | undefined
}

/** Which rows of a long list belong on the screen; the page itself scrolls, and rows measure themselves. */
export function useVirtualRows({ count, keyOf, estimate, margin, covered = 0, keep }: Options): Virtualizer<Window, Element> {
  const [, redraw] = useState(0)
  const virtualizer = useRef<Virtualizer<Window, Element> | undefined>(undefined)
  virtualizer.current ??= new Virtualizer<Window, Element>({ ...windowed, count: 0, estimateSize: () => 0 })
  const list = virtualizer.current
  list.setOptions({
    ...windowed,
    count,
    overscan: 12,
    scrollMargin: margin,
    scrollPaddingStart: covered,
    getItemKey: keyOf,
    estimateSize: estimate,
    rangeExtractor: (range) => {
      const rows = defaultRangeExtractor(range)
      if (keep === undefined || keep >= count || rows.includes(keep)) return rows
      return [...rows, keep].sort((a, b) => a - b)
    },
    onChange: () => redraw((n) => n + 1),
  })
  useLayoutEffect(() => list._didMount(), [])
  useLayoutEffect(() => list._willUpdate())
  return list
}

const windowed = {
  getScrollElement: () => window,
  observeElementRect: observeWindowRect,
  observeElementOffset: observeWindowOffset,
  scrollToFn: windowScroll,
}
