import { useState } from 'preact/hooks'

interface Current {
  index: number
  id: string
}

/** The call of a list that Tab reaches: the same one while others come and go, and where it is gone what stands there now. */
export function useRoving(count: number, indexOf: (id: string) => number): [number, (current: Current) => void] {
  const [{ index, id }, setCurrent] = useState<Current>({ index: 0, id: '' })
  const known = indexOf(id)
  return [Math.min(known < 0 ? index : known, count - 1), setCurrent]
}

/** The call of the row that has the focus. */
export function focusedRow({ target }: FocusEvent): Current | undefined {
  const row = (target as Element).closest<HTMLElement>('[data-index]')
  return row ? { index: Number(row.dataset.index), id: row.dataset.callId ?? '' } : undefined
}

/** Where arrow keys, Page Up and Down, Home and End lead from a row; any other key leads nowhere. */
export function rowOfKey(event: KeyboardEvent, active: number, count: number, screenful: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const rows: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + screenful,
    PageUp: active - screenful,
    Home: 0,
    End: count - 1,
  }
  const wanted = rows[event.key]
  return wanted === undefined ? undefined : Math.max(0, Math.min(count - 1, wanted))
}
