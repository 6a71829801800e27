import { useState } from 'preact/hooks'
import type { Assignment, AssignmentPage } from '../../contract'
import { work } from '../../i18n/work'
import { toCsv } from '../../lib/csv'
import { api } from '../../session/session'
import { organisationsPhones } from '../employees/useEmployeeForm'
import { BatchProgress } from '../import/BatchProgress'
import { FileChoice } from '../import/FileChoice'
import { fileProblem } from '../import/fileProblem'
import { usePasted } from '../import/usePasted'
import { Modal } from '../Modal'
import { people } from '../people'
import { AssignReport } from './AssignReport'
import { current, end, forget, resume, startAssigning } from './current'
import { Distribution } from './Distribution'
import { type ReadRows, readRows } from './rows'

const words = work.importing

const template = (): string => `\ufeff${toCsv([['phone', 'name', 'note', 'due', 'assignee']])}`

interface Props {
  onClose: () => void
  onAssigned: (made: readonly Assignment[]) => void
}

/** Choosing a file, sharing it out, sending it, the report: one after the other. */
export function ImportAssignments({ onClose, onAssigned }: Props) {
  const [file, setFile] = useState<ReadRows | undefined>(undefined)
  const running = current.value
  const { pasted, onPaste, onRead, unsent, startAnew } = usePasted(running?.state)
  const preview = !running && file && !file.problem

  function closed(): void {
    if (current.value?.state.phase === 'done') forget()
    onClose()
  }

  return (
    <Modal title={words.title} kind="sheet" wide unsaved={Boolean(preview) || unsent} onClose={closed}>
      {(close) => {
        if (running?.state.phase === 'done') {
          const another = () => {
            setFile(undefined)
            startAnew()
            forget()
          }
          return (
            <AssignReport state={running.state} made={running.made} onUndone={onAssigned} onAnother={another} onClose={close} />
          )
        }
        if (running) {
          const { state, run } = running
          return <BatchProgress title={words.sendingTitle} state={state} onStop={run.stop} onResume={resume} onEnd={end} />
        }
        if (preview) {
          return (
            <Distribution
              file={file}
              onSend={(drafts) => startAssigning(drafts, onAssigned)}
              onOther={() => setFile(undefined)}
            />
          )
        }
        return (
          <FileChoice
            lead={words.lead}
            problem={file && fileProblem(file, words)}
            template={{ name: words.template, csv: template() }}
            pasted={pasted}
            onPaste={onPaste}
            onText={async (text) => {
              const [open, readPhone] = await Promise.all([openOnes(), organisationsPhones()])
              setFile(readRows(text, people.value.list ?? [], open, readPhone))
              onRead(text)
            }}
          />
        )
      }}
    </Modal>
  )
}

/** Open ones that a new one is compared with, at most. */
const mostCompared = 2_000

/** Without an answer nothing is known to be there already; the import goes on. */
async function openOnes(): Promise<Assignment[]> {
  const found: Assignment[] = []
  let cursor: string | null = null
  try {
    do {
      const query: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      const page: AssignmentPage = await api<AssignmentPage>(`/assignments?state=open&limit=200${query}`)
      found.push(...page.assignments)
      cursor = page.cursor
    } while (cursor && found.length < mostCompared)
  } catch {
    return found
  }
  return found
}
