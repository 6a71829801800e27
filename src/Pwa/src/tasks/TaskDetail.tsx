import '../styles/detail.css'
import '../styles/tasks.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { to } from '../app/routes'
import { useQuery } from '../app/useQuery'
import { CallButton } from '../calling/CallButton'
import type { Assignment, Call } from '../contract'
import { text } from '../i18n'
import { tasks as words } from '../i18n/tasks'
import { dateTime } from '../lib/format'
import { callsByIds, tasks } from '../sync/taskQueries'
import { Icon } from '../ui/icons'
import { readablePhone } from '../ui/readablePhone'
import { done, remind, reopen, skip } from './actions'
import { Conflict } from './Conflict'
import { FollowUpSheet } from './FollowUpSheet'
import { TaskIcon } from './icons'
import { isOpen, isOverdue, isReminding } from './order'
import { callable, nameOf } from './TaskRow'
import { useNow } from './useNow'
import { lineOf, momentText } from './words'

export function TaskDetail({ id }: { id: string }) {
  const found = useQuery(
    async (reads) => {
      const task = (await tasks(reads)).find(({ assignment }) => assignment.id === id)
      return task ? { task, calls: await callsByIds(reads, task.assignment.callIds) } : null
    },
    [id],
  )
  const now = useNow()
  if (found === undefined) return null
  if (found === null) {
    return (
      <div class="stack">
        <Back title={words.title} />
        <div class="card empty">
          <Icon name="phone" size={40} />
          <p>{words.notFound}</p>
        </div>
      </div>
    )
  }
  const { assignment, conflicts, waits } = found.task
  return (
    <div class="stack">
      <Back title={nameOf(assignment)} />
      {isReminding(assignment, now) && (
        <div class="notice" data-tone="caution">
          <TaskIcon name="bell" />
          <span>{words.reminderNow}</span>
        </div>
      )}
      <Conflict id={id} conflicts={conflicts} />
      <section class="card" data-padded>
        <dl class="facts">
          <Fact name={text.log.phone}>
            <bdi>{readablePhone(assignment.contactPhone)}</bdi>
          </Fact>
          <Fact name={isOpen(assignment) ? words.due : words.status}>
            <Due assignment={assignment} now={now} />
          </Fact>
          {assignment.note && (
            <Fact name={words.note}>
              <span class="notes" dir="auto">
                {assignment.note}
              </span>
            </Fact>
          )}
          {isOpen(assignment) && <Reminder assignment={assignment} now={now} />}
        </dl>
        {waits && <p class="hint">{words.waits}</p>}
      </section>
      <CallButton call={callable(assignment)} assignmentId={id} wide prominent={isOpen(assignment)} />
      <Answers assignment={assignment} />
      {assignment.callIds.length > 0 && <Calls ids={assignment.callIds} calls={found.calls} />}
    </div>
  )
}

function Answers({ assignment }: { assignment: Assignment }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <div class="task-answers">
        {assignment.state !== 'done' && (
          <button type="button" class="button" onClick={() => void done(assignment)}>
            <Icon name="check" size={20} />
            {words.done}
          </button>
        )}
        {isOpen(assignment) ? (
          <button type="button" class="button" onClick={() => void skip(assignment)}>
            <TaskIcon name="skip" />
            {words.skip}
          </button>
        ) : (
          <button type="button" class="button" onClick={() => void reopen(assignment)}>
            <Icon name="sync" size={20} />
            {words.reopen}
          </button>
        )}
        <button type="button" class="button" onClick={() => setAsking(true)}>
          <TaskIcon name="later" />
          {words.followUpButton}
        </button>
      </div>
      {asking && <FollowUpSheet assignment={assignment} onClose={() => setAsking(false)} />}
    </>
  )
}

function Due({ assignment, now }: { assignment: Assignment; now: number }) {
  const zone = timeZone()
  const line = lineOf(assignment, zone, now)
  if (!isOverdue(assignment, now, zone)) return <>{line ?? words.whenever}</>
  return (
    <span class="overdue">
      <Icon name="alert" size={16} />
      {line} · {words.overMark}
    </span>
  )
}

/** Of what has a moment one can be reminded then; a day alone has none. */
function Reminder({ assignment, now }: { assignment: Assignment; now: number }) {
  const { remindAt } = assignment
  const moment = assignment.followUpAt ?? assignment.dueAt
  const ahead = moment !== null && Date.parse(moment) > now
  if (!remindAt && !ahead) return null
  return (
    <Fact name={words.reminder}>
      {remindAt ? momentText(remindAt, timeZone(), now) : words.noReminder}{' '}
      {remindAt ? (
        <button type="button" class="button" data-kind="plain" onClick={() => void remind(assignment, null)}>
          {words.removeReminder}
        </button>
      ) : (
        <button type="button" class="button" data-kind="plain" onClick={() => void remind(assignment, moment)}>
          <TaskIcon name="bell" />
          {words.remindMe}
        </button>
      )}
    </Fact>
  )
}

function Calls({ ids, calls }: { ids: readonly string[]; calls: readonly Call[] }) {
  const byId = new Map(calls.map((call) => [call.id, call]))
  return (
    <section aria-labelledby="task-calls">
      <div class="section-head">
        <h2 id="task-calls">{words.calls}</h2>
      </div>
      <ul class="card rows plain-rows">
        {ids.map((id) => {
          const call = byId.get(id)
          return (
            <li key={id}>
              {call ? (
                <a href={to.call(id)}>{dateTime(call.startedAt, timeZone())}</a>
              ) : (
                <span class="hint">{words.callGone}</span>
              )}
              {call && <span class="hint">{text.status[call.status]}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Back({ title }: { title: string }) {
  return (
    <div class="heading with-back">
      <a class="icon-button" href={to.tasks} aria-label={text.back}>
        <Icon name="back" />
      </a>
      <h1>
        <bdi>{title}</bdi>
      </h1>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
