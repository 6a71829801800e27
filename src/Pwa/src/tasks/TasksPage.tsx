import '../styles/tasks.css'
import { useState } from 'preact/hooks'
import { firstPull, knowsAll, timeZone } from '../app/account'
import { SkeletonRows } from '../app/Home'
import { useQuery } from '../app/useQuery'
import { text } from '../i18n'
import { tasks as words } from '../i18n/tasks'
import { type Task, tasks } from '../sync/taskQueries'
import { Icon } from '../ui/icons'
import { type Groups, grouped, nextOnes } from './order'
import { TaskRow } from './TaskRow'
import { useNow } from './useNow'

const sections = ['overdue', 'today', 'later', 'whenever', 'over'] as const

/** Rows of a section at first; a long one grows by the same again. */
const portion = 50

export function TasksPage() {
  const found = useQuery(tasks)
  const now = useNow()
  if (!found) return null
  const byId = new Map(found.map((task) => [task.assignment.id, task]))
  const groups = grouped(
    found.map(({ assignment }) => assignment),
    now,
    timeZone(),
  )
  return (
    <div class="stack">
      <div class="heading">
        <h1>{words.title}</h1>
        {found.length > 0 && <p class="hint">{words.lead(nextOnes(groups).length)}</p>}
      </div>
      {found.length === 0 && (firstPull.value ? <SkeletonRows /> : <Nothing />)}
      {sections.map((name) => (
        <Section key={name} name={name} tasks={groups[name].map(({ id }) => byId.get(id) as Task)} now={now} />
      ))}
    </div>
  )
}

function Section({ name, tasks, now }: { name: keyof Groups; tasks: Task[]; now: number }) {
  const [shown, setShown] = useState(portion)
  if (tasks.length === 0) return null
  const hidden = tasks.length - shown
  return (
    <section aria-labelledby={`tasks-${name}`}>
      <div class="section-head">
        <h2 id={`tasks-${name}`} data-overdue={name === 'overdue' || undefined}>
          {words[name]} <span class="task-count">{tasks.length}</span>
        </h2>
      </div>
      <ul class="card rows">
        {tasks.slice(0, shown).map((task) => (
          <li key={task.assignment.id}>
            <TaskRow task={task} now={now} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <button type="button" class="button" data-kind="plain" data-wide onClick={() => setShown(shown + portion)}>
          {words.more(Math.min(hidden, portion))}
        </button>
      )}
    </section>
  )
}

function Nothing() {
  return (
    <div class="card empty">
      <Icon name="phone" size={40} />
      <strong>{knowsAll.value ? words.empty : text.home.nothingYet}</strong>
      <p>{knowsAll.value ? words.emptyHint : text.home.nothingYetHint}</p>
    </div>
  )
}
