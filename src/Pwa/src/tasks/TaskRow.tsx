import { timeZone } from '../app/account'
import { to } from '../app/routes'
import { CallButton } from '../calling/CallButton'
import type { Assignment } from '../contract'
import { tasks as words } from '../i18n/tasks'
import { labelOf } from '../sync/errands'
import type { Task } from '../sync/taskQueries'
import { Icon } from '../ui/icons'
import { readablePhone } from '../ui/readablePhone'
import { TaskIcon } from './icons'
import { isOpen, isOverdue, isReminding } from './order'
import { lineOf } from './words'

export const nameOf = (assignment: Assignment): string => assignment.contactName ?? readablePhone(labelOf(assignment))

/** One tap leads to it, one beside it calls. */
export function TaskRow({ task, now }: { task: Task; now: number }) {
  const { assignment, waits } = task
  const zone = timeZone()
  const overdue = isOverdue(assignment, now, zone)
  const line = lineOf(assignment, zone, now)
  return (
    <div class="with-call">
      <a class="call-row task-row" href={to.task(assignment.id)} data-over={!isOpen(assignment) || undefined}>
        <span class="call-who">
          <span class="call-name">
            <bdi>{nameOf(assignment)}</bdi>
          </span>
          <span class="call-kind" data-overdue={overdue || undefined}>
            {overdue && <Icon name="alert" size={14} />}
            {overdue && `${words.overMark} · `}
            {assignment.remindAt && isOpen(assignment) && <TaskIcon name="bell" size={14} />}
            {isReminding(assignment, now) ? words.reminderNow : line}
            {waits && (
              <>
                {' · '}
                <Icon name="wait" size={14} />
                {words.waits}
              </>
            )}
          </span>
          {assignment.note && (
            <span class="call-kind" dir="auto">
              {assignment.note}
            </span>
          )}
        </span>
      </a>
      <CallButton call={callable(assignment)} assignmentId={assignment.id} />
    </div>
  )
}

export const callable = ({ contactName, contactPhone }: Assignment) =>
  ({ contactName, contactPhone, callType: 'outgoing', status: 'completed' }) as const
