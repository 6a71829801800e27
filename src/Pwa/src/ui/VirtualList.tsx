import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll } from '@tanstack/virtual-core'
import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Props<T> {
  items: readonly T[]
  keyOf: (item: T) => string
  estimate: (item: T) => number
  render: (item: T) => ComponentChildren
  label: string
  /** The last items are near: load more. */
  onEnd: () => void
}

/** Keeps only what is on screen in the document; rows measure themselves, so text may be any size. */
export function VirtualList<T>({ items, keyOf, estimate, render, label, onEnd }: Props<T>) {
  const [, redraw] = useState(0)
  const element = useRef<HTMLUListElement>(null)
  const virtualizer = useRef<Virtualizer<Window, Element> | undefined>(undefined)
  virtualizer.current ??= new Virtualizer<Window, Element>({ ...windowed, count: 0, estimateSize: () => 0 })
  const list = virtualizer.current
  list.setOptions({
    ...windowed,
    count: items.length,
    overscan: 12,
    scrollMargin: element.current?.offsetTop ?? 0,
    getItemKey: (index) => keyOf(items[index] as T),
    estimateSize: (index) => estimate(items[index] as T),
    onChange: () => redraw((n) => n + 1),
  })
  useLayoutEffect(() => list._didMount(), [])
  useLayoutEffect(() => list._willUpdate())

  const rows = list.getVirtualItems()
  const last = rows.at(-1)?.index ?? -1
  useEffect(() => {
    if (last >= items.length - 20) onEnd()
  }, [last, items.length])

  return (
    <ul ref={element} class="virtual" aria-label={label} style={{ blockSize: `${list.getTotalSize()}px` }}>
      {rows.map((row) => (
        <li
          key={String(row.key)}
          ref={(node) => list.measureElement(node)}
          data-index={row.index}
          aria-posinset={row.index + 1}
          aria-setsize={items.length}
          style={{ transform: `translateY(${row.start - list.options.scrollMargin}px)` }}
        >
          {render(items[row.index] as T)}
        </li>
      ))}
    </ul>
  )
}

const windowed = {
  getScrollElement: () => window,
  observeElementRect: observeWindowRect,
  observeElementOffset: observeWindowOffset,
  scrollToFn: windowScroll,
}
