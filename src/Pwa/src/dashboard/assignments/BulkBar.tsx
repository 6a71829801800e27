import { useState } from 'preact/hooks'
import type { Assignment } from '../../contract'
import { text } from '../../i18n'
import { work } from '../../i18n/work'
import { toast } from '../../ui/toast'
import { Icon } from '../icons'
import { nameOf } from '../store'
import { PersonSelect } from './PersonSelect'
import { change, each } from './requests'

const words = work.assignments

interface Props {
  marked: readonly Assignment[]
  onDone: (done: { before: Assignment; now: Assignment }[], said: string) => void
  onClear: () => void
}

/** What can be done to all that are chosen. */
export function BulkBar({ marked, onDone, onClear }: Props) {
  const [to, setTo] = useState('')
  const [busy, setBusy] = useState(false)
  const here = marked.filter(({ deleted }) => !deleted)

  async function all(work: (assignment: Assignment) => Promise<Assignment>, said: (n: number) => string): Promise<void> {
    setBusy(true)
    const done = await each(here, work)
    setBusy(false)
    onDone(done, said(done.length))
    if (done.length < here.length) toast(words.failedSome(here.length - done.length))
  }

  return (
    <section class="card work-bulk" aria-label={words.chosen(marked.length)}>
      <strong role="status">{words.chosen(marked.length)}</strong>
      <PersonSelect label={words.giveTo} value={to} onChange={setTo} />
      <button
        type="button"
        class="button"
        disabled={busy || !to || here.length === 0}
        onClick={() =>
          void all(
            (one) => change(one, { employeeId: to }),
            (n) => words.moved(n, nameOf(to) ?? ''),
          )
        }
      >
        {words.give}
      </button>
      <button
        type="button"
        class="button"
        data-kind="danger"
        disabled={busy || here.length === 0}
        onClick={() => void all((one) => change(one, { deleted: true }), words.cancelled)}
      >
        {words.takeBack}
      </button>
      <button type="button" class="icon-button" aria-label={text.close} onClick={onClear}>
        <Icon name="close" />
      </button>
    </section>
  )
}
