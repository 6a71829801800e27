import '../styles/import-log.css'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { tally } from '../app/account'
import { to } from '../app/routes'
import { importing as words } from '../i18n/import'
import { Icon } from '../ui/icons'
import { ColumnChoice } from './ColumnChoice'
import { FileChoice } from './FileChoice'
import { Preview } from './Preview'
import { takeShared } from './shared'
import { type Problem, type State, useImport } from './useImport'

/** From a call log's file to logged calls: choose, see, add. */
export function ImportPage() {
  const run = useImport()
  const { state } = run
  useEffect(() => {
    takeShared()
      .then((file) => (file ? run.open(file) : undefined))
      .catch(reportError)
  }, [])

  return (
    <div class="stack import-log">
      <h1>{words.title}</h1>
      {state.step === 'choose' && tally.value.lastSuccess === null && (
        <p class="notice" data-tone="caution">
          <Icon name="wait" size={20} />
          <span>{words.syncFirst}</span>
        </p>
      )}
      {state.step === 'choose' && (
        <>
          <ProblemNotice problem={state.problem} />
          <FileChoice disabled={tally.value.lastSuccess === null} onFile={(file) => void run.open(file)} />
        </>
      )}
      {state.step === 'reading' && <p role="status">{words.reading}</p>}
      {state.step === 'columns' && <ColumnChoice opened={state.opened} onChosen={run.plan} onCancel={run.again} />}
      {state.step === 'preview' && <Preview state={state} onPlan={run.plan} onSave={run.save} onCancel={run.again} />}
      {state.step === 'saving' && (
        <Progress said={words.saving(state.done, state.all)} done={state.done} all={state.all}>
          <button type="button" class="button" onClick={run.cancel}>
            {words.cancel}
          </button>
        </Progress>
      )}
      {state.step === 'done' && <Done state={state} onAgain={run.again} onUndo={run.undo} />}
    </div>
  )
}

interface DoneProps {
  state: Extract<State, { step: 'done' }>
  onAgain: () => void
  onUndo: () => void
}

function Done({ state: { added, corrected, cancelled, undoing, undone }, onAgain, onUndo }: DoneProps) {
  if (undoing !== undefined) return <Progress said={words.undoing(undoing, added)} done={undoing} all={added} />
  return (
    <section class="card stack" data-padded>
      <div role="status">
        <h2>{undone ? words.undone(undone.removed) : words.done(added)}</h2>
      </div>
      {corrected > 0 && <p>{words.corrected(corrected)}</p>}
      {!undone && <p class="hint">{cancelled ? words.cancelled : words.sending}</p>}
      {undone && undone.sent > 0 && <p class="hint">{words.undoneSent(undone.sent)}</p>}
      <div class="chips">
        <a class="button" data-kind="primary" href={to.history}>
          {words.history}
        </a>
        <button type="button" class="button" onClick={onAgain}>
          {words.again}
        </button>
        {added > 0 && !undone && (
          <button type="button" class="button" onClick={onUndo}>
            {words.undo}
          </button>
        )}
      </div>
    </section>
  )
}

interface ProgressProps {
  said: string
  done: number
  all: number
  children?: ComponentChildren
}

function Progress({ said, done, all, children }: ProgressProps) {
  return (
    <section class="card stack" data-padded>
      <p role="status">{said}</p>
      <progress max={all || 1} value={done} aria-label={said} />
      {children}
    </section>
  )
}

function ProblemNotice({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null
  return (
    <div class="notice" data-tone="danger" role="alert">
      <Icon name="alert" size={20} />
      <span>{problemText(problem)}</span>
    </div>
  )
}

function problemText(problem: Problem): string {
  if (problem.kind === 'stopped') return words.stopped
  const what = problem.kind === 'fault' ? words.place(problem.line, problem.column) + words.faults[problem.code] : words.failed
  return `${what} ${words.nothingDone}`
}
