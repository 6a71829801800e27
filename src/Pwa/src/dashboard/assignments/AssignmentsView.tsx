import { useState } from 'preact/hooks'
import type { Assignment } from '../../contract'
import { text } from '../../i18n'
import { work } from '../../i18n/work'
import { toast } from '../../ui/toast'
import { Icon } from '../icons'
import { NotRead, reasonOf, Stale } from '../NotRead'
import { people } from '../people'
import { goTo, nameOf, place } from '../store'
import { whyNotUndone } from '../undo'
import { AssignDialog } from './AssignDialog'
import { AssignmentDrawer } from './AssignmentDrawer'
import { AssignmentTable } from './AssignmentTable'
import { BulkBar } from './BulkBar'
import { Filters } from './Filters'
import { ImportAssignments } from './ImportAssignments'
import { problems } from './problems'
import { putBack } from './requests'
import { useAssignments } from './useAssignments'
import { WorkTabs } from './WorkTabs'

const words = work.assignments

export function AssignmentsView() {
  const { state, employeeId, due, open } = place.value
  const page = useAssignments({ state, employeeId, due })
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { list, error } = page
  const marked = list?.filter(({ id }) => chosen.has(id)) ?? []
  const filtered = Boolean(state || employeeId || due)
  const close = () => goTo({ open: '' })

  /** Says what was done, and takes it back on demand. */
  function changed(done: { before: Assignment; now: Assignment }[], said: string): void {
    page.keep(done.map(({ now }) => now))
    setChosen(new Set())
    toast(said, async () => {
      const undone = await Promise.allSettled(done.map(({ before, now }) => putBack(before, now)))
      page.keep(undone.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
      const failed = undone.find((each) => each.status === 'rejected')
      toast(failed ? whyNotUndone(failed.reason, problems) : words.undone)
    })
  }

  return (
    <div class="stack">
      <WorkTabs />
      <div class="page-head">
        <div>
          <h1>{words.title}</h1>
          <p class="hint">{words.lead}</p>
        </div>
        <div class="page-actions">
          <button type="button" class="button" onClick={() => goTo({ open: 'import' })}>
            <Icon name="upload" size={20} />
            {words.many}
          </button>
          <button type="button" class="button" data-kind="primary" onClick={() => goTo({ open: 'new' })}>
            <Icon name="plus" size={20} />
            {words.one}
          </button>
        </div>
      </div>
      <Filters />
      {error && list && <Stale message={words.stale} onRetry={page.retry} />}
      {error && !list && <NotRead title={words.failed} reason={reasonOf(error)} onRetry={page.retry} />}
      {!error && !list && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {list && marked.length > 0 && <BulkBar marked={marked} onDone={changed} onClear={() => setChosen(new Set())} />}
      {list && list.length > 0 && (
        <>
          <p class="hint" role="status">
            {words.shown(list.length, page.more)}
          </p>
          <AssignmentTable
            list={list}
            closed={Boolean(state) && state !== 'open'}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={(id) => goTo({ open: id })}
          />
        </>
      )}
      {list && page.more && (
        <button type="button" class="button more" disabled={page.busy} onClick={page.loadMore}>
          {words.more}
        </button>
      )}
      {list && list.length === 0 && !page.more && <Nothing filtered={filtered} />}
      {open === 'new' && people.value.list && (
        <AssignDialog
          onClose={close}
          onAssigned={(assignment) => {
            page.keep([assignment])
            const name = nameOf(assignment.employeeId) ?? ''
            toast(work.form.assigned(name), async () => {
              try {
                page.keep([await putBack({ ...assignment, deleted: true }, assignment)])
                toast(words.undone)
              } catch (error) {
                toast(whyNotUndone(error, problems))
              }
            })
          }}
        />
      )}
      {open === 'import' && people.value.list && <ImportAssignments onClose={close} onAssigned={page.keep} />}
      <Opened list={list} open={open} onChanged={changed} onSeen={page.keep} onClose={close} />
    </div>
  )
}

interface OpenedProps {
  list: Assignment[] | undefined
  open: string
  onChanged: (done: { before: Assignment; now: Assignment }[], said: string) => void
  onSeen: (news: readonly Assignment[]) => void
  onClose: () => void
}

/** What leaves the list while it is open stays open. */
function Opened({ list, open, onChanged, onSeen, onClose }: OpenedProps) {
  const [last, setLast] = useState<Assignment | undefined>(undefined)
  const found = list?.find(({ id }) => id === open)
  if (found && found !== last) setLast(found)
  const shown = found ?? (last?.id === open ? last : undefined)
  if (!shown) return null
  return (
    <AssignmentDrawer
      key={shown.id}
      assignment={shown}
      onChanged={(before, now, said) => {
        setLast(now)
        onChanged([{ before, now }], said)
      }}
      onSeen={(now) => {
        setLast(now)
        onSeen([now])
      }}
      onClose={onClose}
    />
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div class="card empty">
      <Icon name="task" size={40} />
      <strong>{filtered ? words.noMatch : words.empty}</strong>
      <p>{filtered ? words.noMatchHint : words.emptyHint}</p>
      {filtered ? (
        <button type="button" class="button" onClick={() => goTo({ state: '', employeeId: '', due: '' })}>
          {words.clear}
        </button>
      ) : (
        <button type="button" class="button" data-kind="primary" onClick={() => goTo({ open: 'new' })}>
          {words.one}
        </button>
      )}
    </div>
  )
}
