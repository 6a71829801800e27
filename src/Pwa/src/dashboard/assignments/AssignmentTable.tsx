import type { Assignment } from '../../contract'
import { desk } from '../../i18n/desk'
import { work } from '../../i18n/work'
import { dateTime } from '../../lib/format'
import { readablePhone } from '../../ui/readablePhone'
import { Icon } from '../icons'
import { people } from '../people'
import { nameOr, timeZone } from '../store'
import { dueText, isOverdue } from './when'

const words = work.assignments

interface Props {
  list: readonly Assignment[]
  /** They are over: when is more telling than until when. */
  closed: boolean
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
  onOpen: (id: string) => void
}

export const contactOf = ({ contactName, contactPhone }: Assignment): string => contactName ?? readablePhone(contactPhone)

export function AssignmentTable({ list, closed, chosen, onChoose, onOpen }: Props) {
  const { columns } = words
  const all = list.every(({ id }) => chosen.has(id))
  return (
    <table class="card table work-table" aria-label={words.title}>
      <thead>
        <tr>
          <th scope="col" class="work-choose">
            <label class="work-box">
              <input
                type="checkbox"
                aria-label={words.chooseAll}
                checked={all}
                onChange={() => onChoose(new Set(all ? [] : list.map(({ id }) => id)))}
              />
            </label>
          </th>
          <th scope="col">{columns.contact}</th>
          <th scope="col">{columns.person}</th>
          <th scope="col">{closed ? columns.closed : columns.due}</th>
          <th scope="col">{columns.note}</th>
        </tr>
      </thead>
      <tbody>
        {list.map((assignment) => (
          <Row
            key={assignment.id}
            assignment={assignment}
            closed={closed}
            chosen={chosen.has(assignment.id)}
            onChoose={(on) => {
              const next = new Set(chosen)
              if (on) next.add(assignment.id)
              else next.delete(assignment.id)
              onChoose(next)
            }}
            onOpen={() => onOpen(assignment.id)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  assignment: Assignment
  closed: boolean
  chosen: boolean
  onChoose: (on: boolean) => void
  onOpen: () => void
}

function Row({ assignment, closed, chosen, onChoose, onOpen }: RowProps) {
  const { contactName, contactPhone, note, employeeId, callIds } = assignment
  const contact = contactOf(assignment)
  // Nobody does it until somebody else gets it.
  const idle = !closed && people.value.list?.find(({ id }) => id === employeeId)?.status === 'disabled'
  return (
    <tr data-assignment-id={assignment.id}>
      <td class="work-choose">
        <label class="work-box">
          <input
            type="checkbox"
            aria-label={words.choose(contact)}
            checked={chosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        </label>
      </td>
      <th scope="row" class="work-contact">
        <button type="button" class="link" aria-label={words.open(contact)} onClick={onOpen}>
          <bdi>{contact}</bdi>
        </button>
        {contactName && <span class="hint">{readablePhone(contactPhone)}</span>}
      </th>
      <td class="work-person">
        <bdi>{nameOr(employeeId, words.gone)}</bdi>
        {idle && <span class="tag">{desk.employees.status.disabled}</span>}
      </td>
      <td class="work-due">
        <When assignment={assignment} closed={closed} />
        {callIds.length > 0 && <span class="hint">{words.calls(callIds.length)}</span>}
      </td>
      <td class="work-note">
        <span dir="auto" title={note ?? undefined}>
          {note}
        </span>
      </td>
    </tr>
  )
}

function When({ assignment, closed }: { assignment: Assignment; closed: boolean }) {
  const { followUpAt, closedAt, updatedAt } = assignment
  if (closed) return <>{dateTime(closedAt ?? updatedAt, timeZone.value)}</>
  const said = followUpAt ? words.again(dateTime(followUpAt, timeZone.value)) : dueText(assignment)
  if (!isOverdue(assignment, Date.now())) return <>{said}</>
  return (
    <span class="work-late">
      <Icon name="alert" size={16} />
      {said} · {words.overdue}
    </span>
  )
}
