import '../styles/tasks.css'
import { useLayoutEffect } from 'preact/hooks'
import { timeZone } from '../app/account'
import { to } from '../app/routes'
import { useQuery } from '../app/useQuery'
import { tasks as words } from '../i18n/tasks'
import { announcements, type Task, tasks } from '../sync/taskQueries'
import { Icon } from '../ui/icons'
import type { Arriving } from '../ui/Room'
import { grouped, nextOnes } from './order'
import { TaskRow } from './TaskRow'
import { useNow } from './useNow'

const shown = 3

/** What is to be done next, and what nobody has read yet. */
export function HomeTasks({ onReady }: Arriving) {
  const found = useQuery(async (reads) => ({ tasks: await tasks(reads), news: await announcements(reads) }))
  const now = useNow()
  const isRead = found !== undefined
  useLayoutEffect(() => {
    if (isRead) onReady()
  }, [isRead])
  if (!found) return null
  const byId = new Map(found.tasks.map((task) => [task.assignment.id, task]))
  const groups = grouped(
    found.tasks.map(({ assignment }) => assignment),
    now,
    timeZone(),
  )
  const next = nextOnes(groups)
  const unread = found.news.filter(({ readAt }) => !readAt)
  const [latest] = unread
  return (
    <>
      {latest && (
        <a class="notice news-notice" href={to.news}>
          <Icon name="megaphone" size={20} />
          <span>
            <strong>
              <bdi>{latest.title}</bdi>
            </strong>
            <span class="hint">{words.news.unread(unread.length)}</span>
          </span>
          <Icon name="back" size={20} />
        </a>
      )}
      {next.length > 0 && (
        <section aria-labelledby="to-call">
          <div class="section-head">
            <h2 id="to-call">
              {words.title} <span class="task-count">{next.length}</span>
            </h2>
            <a href={to.tasks}>{words.all}</a>
          </div>
          <ul class="card rows">
            {next.slice(0, shown).map(({ id }) => (
              <li key={id}>
                <TaskRow task={byId.get(id) as Task} now={now} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
