import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Call } from '../../contract'
import { callsWords } from '../../i18n/calls'
import { desk } from '../../i18n/desk'
import { barHeight } from '../bar'
import { contactOf } from '../calls'
import { openCall } from '../openCall'
import { focusedRow, rowOfKey, useRoving } from '../roving'
import { Cell, textOf } from './Cell'
import type { CallList } from './callList'
import { type Room, rowHeight } from './cards'
import { type Column, shownColumns } from './columns'
import { printing } from './printing'
import { useAnchor } from './useAnchor'
import { useRows } from './useRows'

const words = callsWords.table

/** Of a table, which sticks below the bar, px. */
const heading = 47
/** Rows before the last one that is known at which more are asked for. */
const ahead = 60

interface Props {
  calls: CallList
  /** Of its calls, the first so many. */
  count: number
  more: boolean
  onEnd: () => void
}

/**
 * A table, cards on a phone; the page scrolls. Arrow keys, Page Up and Down, Home and End move the focus from call to call, so
 * that Tab passes the list in one step.
 */
export function CallsTable({ calls, count, more, onEnd }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const shown = shownColumns.value
  const height = useRowHeight(shown)
  const bar = barHeight.value
  const cover = { bar, covered: bar + (room() === 'wide' ? heading : 0) }
  const top = () => (body.current?.getBoundingClientRect().top ?? 0) + scrollY
  const rows = useRows(count, height, top, cover)
  const [active, setCurrent] = useRoving(count, (id) => calls.indexOf(id))
  const moved = useRef(false)
  const wasActive = useRef(active)
  const whole = printing.value
  const first = whole ? 0 : rows.first
  const last = whole ? count : rows.last

  useLayoutEffect(() => {
    if (wasActive.current !== active && body.current?.contains(document.activeElement)) moved.current = true
    wasActive.current = active
    if (!moved.current) return blurStray(body.current, active)
    const button = body.current?.querySelector<HTMLElement>(`[data-index="${active}"] .link`)
    if (!button) return
    moved.current = false
    button.focus({ preventScroll: true })
  })
  useAnchor(calls, first, last, height, top, cover.covered)
  useEffect(() => {
    if (more && last >= count - ahead) onEnd()
  }, [last, count, more])

  function onKeyDown(event: KeyboardEvent): void {
    const screenful = Math.max(1, Math.floor((innerHeight - cover.covered) / height) - 1)
    const target = rowOfKey(event, active, count, screenful)
    if (target === undefined) return
    event.preventDefault()
    moved.current = true
    setCurrent({ index: target, id: calls.slice(target, target + 1)[0]?.id ?? '' })
    rows.scrollTo(target)
  }

  function onFocus(event: FocusEvent): void {
    const row = focusedRow(event)
    if (row) setCurrent(row)
  }

  return (
    <table
      class="card table calls"
      aria-rowcount={more ? -1 : count + 1}
      aria-label={desk.table.title}
      aria-describedby="calls-keys"
    >
      <thead>
        <tr aria-rowindex={1}>
          {shown.map((column) => (
            <th key={column} scope="col" class={`col-${column}`}>
              {words.names[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown} onFocusCapture={onFocus}>
        <Gap height={first * height} columns={shown.length} />
        {calls.slice(first, last).map((call, offset) => (
          <Row
            key={whole ? call.id : (first + offset) % rows.most}
            call={call}
            index={first + offset}
            focusable={first + offset === active}
          />
        ))}
        <Gap height={(count - last) * height} columns={shown.length} />
      </tbody>
    </table>
  )
}

/** Rows that scroll away are used again for others: the focus does not go with them. */
function blurStray(body: Element | null, active: number): void {
  const focused = document.activeElement
  const row = body?.contains(focused) ? focused?.closest<HTMLElement>('[data-index]') : undefined
  if (row && Number(row.dataset.index) !== active) (focused as HTMLElement).blur()
}

interface RowProps {
  call: Call
  index: number
  focusable: boolean
}

/** Reads signals, so it is drawn again only when they or its props change: they must stay the same while the page scrolls. */
function Row({ call, index, focusable }: RowProps) {
  function onClick(event: MouseEvent): void {
    // Whoever selects a number does not want to open the call.
    if (getSelection()?.isCollapsed === false && !(event.target as Element).closest('button')) return
    openCall(call)
  }
  const who = contactOf(call)
  return (
    <tr class="call-line" data-index={index} data-call-id={call.id} aria-rowindex={index + 2} onClick={onClick}>
      {shownColumns.value.map((column) =>
        column === 'contact' ? (
          <th key={column} scope="row" class="col-contact">
            <button
              type="button"
              class="link"
              aria-label={words.open(who, textOf('when', call))}
              title={who}
              tabIndex={focusable ? 0 : -1}
            >
              <span>{who}</span>
            </button>
          </th>
        ) : (
          <Cell key={column} column={column} call={call} />
        ),
      )}
    </tr>
  )
}

/** Room for the rows that are not in the document; nothing to read out. */
const silent = { role: 'presentation' } as const

const Gap = ({ height, columns }: { height: number; columns: number }) =>
  height > 0 ? (
    <tr class="gap" {...silent}>
      <td {...silent} colSpan={columns} style={{ blockSize: `${height}px` }} />
    </tr>
  ) : null

const medium = matchMedia('(max-width: 64rem)')
const small = matchMedia('(max-width: 40rem)')
const room = (): Room => (small.matches ? 'small' : medium.matches ? 'medium' : 'wide')

/** px: it grows with the person's text. */
function useRowHeight(shown: readonly Column[]): number {
  const [current, setCurrent] = useState(room)
  useEffect(() => {
    const look = () => setCurrent(room())
    for (const query of [medium, small]) query.addEventListener('change', look)
    return () => {
      for (const query of [medium, small]) query.removeEventListener('change', look)
    }
  }, [])
  return rowHeight(current, shown) * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
}
