import { useRef, useState } from 'preact/hooks'
import type { TargetEntry, TargetPlan, TargetUpdate } from '../../contract'
import { text } from '../../i18n'
import { desk } from '../../i18n/desk'
import { work } from '../../i18n/work'
import { dayShort } from '../../lib/format'
import { ApiError, post } from '../../session/problem'
import { api } from '../../session/session'
import { toast } from '../../ui/toast'
import { Icon } from '../icons'
import { Modal } from '../Modal'
import { nameOf } from '../store'
import { whyNotUndone } from '../undo'
import { callsOn, type Row, type RowError, readRows, rebasedPlan, shownEntries } from './plan'

const words = work.targets

const put = (plan: TargetPlan): Promise<TargetPlan> => api('/targets', { ...post<TargetUpdate>(plan), method: 'PUT' })

const rowsOf = ({ entries }: TargetPlan): Row[] =>
  entries.map(({ from, calls }, key) => ({ key, from, calls: calls === null ? '' : String(calls) }))

interface Props {
  plan: TargetPlan
  day: string
  onSaved: (plan: TargetPlan) => void
  onClose: () => void
}

export function TargetDialog({ plan: opened, day, onSaved, onClose }: Props) {
  const [plan, setPlan] = useState(opened)
  const [rows, setRows] = useState<Row[]>(() => rowsOf({ ...opened, entries: shownEntries(opened, day) }))
  const [errors, setErrors] = useState<ReadonlyMap<number, RowError>>(new Map())
  const [said, setSaid] = useState<string | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const entered = JSON.stringify(readRows(rows).entries)
  // What the dialog begins with was not typed by anybody.
  const typed = [plan.entries, shownEntries(plan, day)].every((entries) => JSON.stringify(entries) !== entered)
  const { employeeId } = opened

  function change(key: number, part: Partial<Row>): void {
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row)))
    setErrors(new Map())
    setSaid(undefined)
  }

  function add(): void {
    setRows((before) => [...before, { key: Math.max(-1, ...before.map(({ key }) => key)) + 1, from: day, calls: '' }])
  }

  function remove(index: number): void {
    setRows(rows.filter((_, at) => at !== index))
    // To what stands there now: the next one's button, or the one that adds.
    const buttons = '.work-entries .icon-button, .work-entries + .button'
    requestAnimationFrame(() => form.current?.querySelectorAll<HTMLElement>(buttons)[index]?.focus())
  }

  async function save(close: () => void): Promise<void> {
    const { entries, errors: found } = readRows(rows)
    setErrors(found)
    if (found.size > 0) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
      return
    }
    setBusy(true)
    try {
      const before = plan
      const now = await put({ employeeId, version: plan.version, entries })
      onSaved(now)
      toast(words.saved, () => void undo(now, before.entries))
      setRows(rowsOf(now))
      setPlan(now)
      requestAnimationFrame(close)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const theirs = error.problem.target
      if (error.code === 'version-conflict' && theirs) {
        setPlan(theirs)
        setRows(rowsOf({ ...theirs, entries: rebasedPlan(entries, shownEntries(plan, day), theirs.entries) }))
        onSaved(theirs)
        setSaid(words.conflict)
      } else setSaid(desk.problems[error.code] ?? error.problem.detail ?? desk.problem)
    } finally {
      setBusy(false)
    }
  }

  /** The dialog is closed by then: what goes wrong is said beside the page. */
  async function undo({ version }: TargetPlan, entries: TargetEntry[]): Promise<void> {
    try {
      onSaved(await put({ employeeId, version, entries }))
    } catch (error) {
      toast(whyNotUndone(error))
      const theirs = error instanceof ApiError && error.problem.target
      if (theirs) onSaved(theirs)
    }
  }

  return (
    <Modal
      title={employeeId === null ? words.dialogAll : words.dialog(nameOf(employeeId) ?? '')}
      kind="sheet"
      unsaved={typed}
      busy={busy}
      onClose={onClose}
    >
      {(close) => (
        <form
          ref={form}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void save(close)
          }}
        >
          <p class="hint">{employeeId === null ? words.callsHintAll : words.callsHint}</p>
          <ul class="work-entries" aria-label={words.entries}>
            {rows.map((row, index) => (
              <Entry
                key={row.key}
                row={row}
                first={index === 0}
                error={errors.get(row.key)}
                inForce={
                  callsOn(plan, day) !== undefined && plan.entries.filter(({ from }) => from <= day).at(-1)?.from === row.from
                }
                onChange={(part) => change(row.key, part)}
                onRemove={() => remove(index)}
              />
            ))}
          </ul>
          <button type="button" class="button" data-kind="plain" disabled={rows.length >= 100} onClick={add}>
            <Icon name="plus" size={20} />
            {words.add}
          </button>
          <p class="error" role="alert">
            {said}
          </p>
          <div class="modal-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {text.cancel}
            </button>
            <button type="submit" class="button" data-kind="primary" disabled={busy || !typed}>
              {busy ? words.busy : words.save}
            </button>
          </div>
        </form>
      )}
    </Modal>
  )
}

interface EntryProps {
  row: Row
  first: boolean
  inForce: boolean
  error: RowError | undefined
  onChange: (part: Partial<Row>) => void
  onRemove: () => void
}

function Entry({ row, first, inForce, error, onChange, onRemove }: EntryProps) {
  const errorId = `target-error-${row.key}`
  const aria = (mine: boolean) => (mine ? ({ 'aria-invalid': 'true', 'aria-describedby': errorId } as const) : {})
  return (
    <li>
      <div class="field">
        <label for={`target-day-${row.key}`}>{words.day}</label>
        <input
          id={`target-day-${row.key}`}
          class="input"
          type="date"
          min="2000-01-01"
          max="2099-12-31"
          value={row.from}
          {...aria(error === 'day' || error === 'twice')}
          onInput={(event) => onChange({ from: event.currentTarget.value })}
        />
      </div>
      <div class="field">
        <label for={`target-calls-${row.key}`}>{words.callsADay}</label>
        <input
          id={`target-calls-${row.key}`}
          class="input"
          inputMode="numeric"
          autocomplete="off"
          maxLength={4}
          data-first={first || undefined}
          value={row.calls}
          {...aria(error === 'calls')}
          onInput={(event) => onChange({ calls: event.currentTarget.value })}
        />
      </div>
      <button type="button" class="icon-button" aria-label={words.remove(row.from ? dayShort(row.from) : '')} onClick={onRemove}>
        <Icon name="bin" size={20} />
      </button>
      {inForce && <span class="tag">{words.past}</span>}
      {error && (
        <p id={errorId} class="error">
          {words.errors[error]}
        </p>
      )}
    </li>
  )
}
