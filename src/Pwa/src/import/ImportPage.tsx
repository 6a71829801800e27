import '../styles/import-log.css'
import { useEffect } from 'preact/hooks'
import { tally } from '../app/account'
import { to } from '../app/routes'
import { importing as words } from '../i18n/import'
import { Icon } from '../ui/icons'
import { ColumnChoice } from './ColumnChoice'
import { FileChoice } from './FileChoice'
import { Preview } from './Preview'
import { takeShared } from './shared'
import { useImport } from './useImport'

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
          <Problem problem={state.problem} />
          <FileChoice disabled={tally.value.lastSuccess === null} onFile={(file) => void run.open(file)} />
        </>
      )}
      {state.step === 'reading' && <p role="status">{words.reading}</p>}
      {state.step === 'columns' && <ColumnChoice opened={state.opened} onChosen={run.plan} onCancel={run.again} />}
      {state.step === 'preview' && <Preview state={state} onPlan={run.plan} onSave={run.save} onCancel={run.again} />}
      {state.step === 'saving' && (
        <section class="card stack" data-padded>
          <p role="status">{words.saving(state.done, state.all)}</p>
          <progress max={state.all || 1} value={state.done} aria-label={words.saving(state.done, state.all)} />
          <button type="button" class="button" onClick={run.cancel}>
            {words.cancel}
          </button>
        </section>
      )}
      {state.step === 'done' && (
        <section class="card stack" data-padded>
          <div role="status">
            <h2>{state.undone === undefined ? words.done(state.added) : words.undone(state.undone)}</h2>
          </div>
          {state.corrected > 0 && <p>{words.corrected(state.corrected)}</p>}
          <p class="hint">{state.cancelled ? words.cancelled : words.sending}</p>
          <div class="chips">
            <a class="button" data-kind="primary" href={to.history}>
              {words.history}
            </a>
            <button type="button" class="button" onClick={run.again}>
              {words.again}
            </button>
            {state.added > 0 && state.undone === undefined && (
              <button type="button" class="button" onClick={run.undo}>
                {words.undo}
              </button>
            )}
          </div>
        </section>
      )}
    </div>
  )
}

function Problem({ problem }: { problem: Extract<ReturnType<typeof useImport>['state'], { step: 'choose' }>['problem'] }) {
  if (!problem) return null
  return (
    <div class="notice" data-tone="danger" role="alert">
      <Icon name="alert" size={20} />
      <span>
        {problem.kind === 'fault' ? words.place(problem.line, problem.column) + words.faults[problem.code] : words.failed}{' '}
        {words.nothingDone}
      </span>
    </div>
  )
}
