import '../styles/virtual.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { useVirtualRows } from './useVirtualRows'

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
  const element = useRef<HTMLUListElement>(null)
  const list = useVirtualRows({
    count: items.length,
    keyOf: (index) => keyOf(items[index] as T),
    estimate: (index) => estimate(items[index] as T),
    margin: element.current?.offsetTop ?? 0,
  })

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
