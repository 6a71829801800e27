import { Fragment } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Employee } from '../../contract'
import { desk } from '../../i18n/desk'
import { readablePhone } from '../../ui/readablePhone'
import { useVirtualRows } from '../../ui/useVirtualRows'
import { barHeight } from '../bar'
import { manager } from '../store'
import { StatusMark } from './status'

const words = desk.employees

/** Of the table, which sticks below the bar, px, and some room. */
const heading = 59

interface Props {
  people: readonly Employee[]
  onOpen: (id: string) => void
}

/** A table, cards on a phone. Up, down, home and end move the focus from name to name, so that Tab passes the list in one step. */
export function EmployeeTable({ people, onOpen }: Props) {
  const body = useRef<HTMLTableSectionElement>(null)
  const [margin, setMargin] = useState(0)
  const [current, setCurrent] = useState<string | undefined>(undefined)
  const moved = useRef(false)
  const found = people.findIndex(({ id }) => id === current)
  const active = Math.max(0, found)

  const list = useVirtualRows({
    count: people.length,
    keyOf: (index) => people[index]?.id ?? '',
    estimate: () => 52,
    margin,
    covered: barHeight.value + heading,
    keep: found < 0 ? undefined : found,
  })
  useLayoutEffect(() => {
    const top = Math.round((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
    if (top !== margin) setMargin(top)
  })
  useLayoutEffect(() => {
    if (!moved.current) return
    const button = body.current?.querySelector<HTMLElement>(`[data-index="${active}"] button`)
    if (!button) return
    moved.current = false
    button.focus({ preventScroll: true })
  })

  function moveTo(index: number): void {
    const target = Math.max(0, Math.min(people.length - 1, index))
    moved.current = true
    setCurrent(people[target]?.id)
    list.scrollToIndex(target, { align: 'auto' })
  }

  function onKeyDown(event: KeyboardEvent): void {
    const steps: Record<string, number> = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: people.length - 1 }
    const target = steps[event.key]
    if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    moveTo(target)
  }

  const { columns } = words
  let end = margin
  return (
    <table class="card table people" aria-rowcount={people.length + 1} aria-label={words.title}>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" class="person-name">
            {columns.name}
          </th>
          <th scope="col" class="person-email">
            {columns.email}
          </th>
          <th scope="col" class="person-phone">
            {columns.phone}
          </th>
          <th scope="col" class="person-team">
            {columns.team}
          </th>
          <th scope="col" class="person-role">
            {columns.role}
          </th>
          <th scope="col" class="person-status">
            {columns.status}
          </th>
        </tr>
      </thead>
      <tbody ref={body} onKeyDown={onKeyDown}>
        {list.getVirtualItems().map((row) => {
          const person = people[row.index]
          if (!person) return null
          const gap = row.start - end
          end = row.end
          return (
            <Fragment key={person.id}>
              {gap > 0 && <Gap height={gap} />}
              <Row
                person={person}
                index={row.index}
                measure={list.measureElement}
                focusable={row.index === active}
                onFocus={() => setCurrent(person.id)}
                onOpen={() => onOpen(person.id)}
              />
            </Fragment>
          )
        })}
        {/* The total counts from the top of the list, the rows from the top of the page. */}
        <Gap height={list.getTotalSize() + margin - end} />
      </tbody>
    </table>
  )
}

/** Room for the rows that are not in the document; nothing to read out. */
const silent = { role: 'presentation' } as const

function Gap({ height }: { height: number }) {
  return (
    <tr class="gap" {...silent}>
      <td {...silent} colSpan={6} style={{ blockSize: `${Math.max(0, height)}px` }} />
    </tr>
  )
}

interface RowProps {
  person: Employee
  index: number
  measure: (row: Element | null) => void
  focusable: boolean
  onFocus: () => void
  onOpen: () => void
}

function Row({ person, index, measure, focusable, onFocus, onOpen }: RowProps) {
  const { name, email, phone, team, role } = person
  function onClick(event: MouseEvent): void {
    // Whoever selects an address does not want to open the person.
    if (getSelection()?.isCollapsed === false && !(event.target as Element).closest('button')) return
    onOpen()
  }
  return (
    <tr
      ref={measure}
      class="person-row"
      data-index={index}
      data-employee-id={person.id}
      data-status={person.status}
      aria-rowindex={index + 2}
      onClick={onClick}
    >
      <th scope="row" class="person-name">
        <button
          type="button"
          class="link"
          aria-label={words.open(name)}
          title={name}
          tabIndex={focusable ? 0 : -1}
          onFocus={onFocus}
        >
          <bdi>{name}</bdi>
        </button>
        {person.id === manager.value?.id && <span class="tag">{words.you}</span>}
      </th>
      <td class="person-email" title={email}>
        {email}
      </td>
      <td class="person-phone figure">{phone ? readablePhone(phone) : <Nothing />}</td>
      <td class="person-team" title={team ?? undefined}>
        {team ? <bdi>{team}</bdi> : <Nothing />}
      </td>
      <td class="person-role">{words.roles[role]}</td>
      <td class="person-status">
        <StatusMark person={person} />
      </td>
    </tr>
  )
}

const Nothing = () => <span class="nothing">–</span>
