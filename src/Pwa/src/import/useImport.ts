import { useEffect, useReducer, useRef } from 'preact/hooks'
import { account, me, saved } from '../app/account'
import { scriptUrl } from '../lib/scriptUrl'
import type { Answer, Question, Row, Summary } from './protocol'
import type { Undone } from './save'
import workerUrl from './worker.ts?worker&url'

type Opened = Extract<Answer, { kind: 'opened' }>

export type Problem =
  | Extract<Answer, { kind: 'fault' | 'failed' }>
  /** While calls were added or removed. */
  | { kind: 'stopped' }

export type State =
  | { step: 'choose'; problem?: Problem }
  | { step: 'reading' }
  | { step: 'columns'; opened: Opened & { format: 'csv' } }
  | { step: 'preview'; opened: Opened; turn: number; rows: Row[]; summary: Summary | undefined }
  | { step: 'saving'; done: number; all: number }
  | {
      step: 'done'
      added: number
      corrected: number
      cancelled: boolean
      /** How many calls an undo has looked at. */
      undoing?: number | undefined
      undone?: Undone
    }

type Event =
  | Answer
  | { kind: 'choose' }
  | { kind: 'reading' }
  | { kind: 'planning'; turn: number; opened: Opened }
  | { kind: 'saving' }
  | { kind: 'undoing' }

export function next(state: State, event: Event): State {
  switch (event.kind) {
    case 'choose':
      return { step: 'choose' }
    case 'reading':
      return { step: 'reading' }
    case 'opened':
      return event.format === 'csv'
        ? { step: 'columns', opened: event }
        : { step: 'preview', opened: event, turn: 0, rows: [], summary: undefined }
    case 'planning':
      return { step: 'preview', opened: event.opened, turn: event.turn, rows: [], summary: undefined }
    case 'rows':
      return state.step === 'preview' && state.turn === event.turn ? { ...state, rows: [...state.rows, ...event.rows] } : state
    case 'planned':
      return state.step === 'preview' && state.turn === event.turn ? { ...state, summary: event.summary } : state
    case 'saving':
      return state.step === 'preview' ? { step: 'saving', done: 0, all: state.rows.length } : state
    case 'progress':
      if (state.step === 'done' && state.undoing !== undefined) return { ...state, undoing: event.done }
      return state.step === 'saving' ? { ...state, done: event.done } : state
    case 'saved':
      return { step: 'done', added: event.added, corrected: event.corrected, cancelled: event.cancelled }
    case 'undoing':
      return state.step === 'done' ? { ...state, undoing: 0 } : state
    case 'undone':
      return state.step === 'done' ? { ...state, undoing: undefined, undone: event } : state
    case 'fault':
    case 'failed':
      return { step: 'choose', problem: state.step === 'saving' || state.step === 'done' ? { kind: 'stopped' } : event }
  }
}

/** ms. An import needs no network. */
const patience = 4_000

const startWorker = (): Worker => new Worker(scriptUrl(workerUrl), { type: 'module' })

/** The page's side of an import: what it shows, and what it asks of its worker. */
export function useImport() {
  const [state, dispatch] = useReducer(next, { step: 'choose' } as State)
  const turns = useRef(0)
  const worker = useRef<Worker | undefined>(undefined)
  const undoing = useRef(false)
  useEffect(
    () => () => {
      // An import that ends early is finished another time; an undo is not.
      if (undoing.current) ask({ kind: 'end' })
      else worker.current?.terminate()
    },
    [],
  )

  function ask(question: Question): void {
    if (!worker.current) {
      worker.current = startWorker()
      worker.current.onmessage = ({ data }: MessageEvent<Answer>) => {
        dispatch(data)
        if (data.kind === 'undone' || data.kind === 'failed') undoing.current = false
        // Sending begins with the first chunk; the rest joins it.
        if (data.kind === 'saved' || data.kind === 'undone' || data.kind === 'failed') void saved()
      }
      worker.current.onerror = () => dispatch({ kind: 'failed', message: 'worker' })
    }
    worker.current.postMessage(question)
  }

  return {
    state,
    async open(file: Blob): Promise<void> {
      const current = account.value
      if (!current) return
      dispatch({ kind: 'reading' })
      // What was logged elsewhere is matched as well, if the network is quick.
      const pulled = current.engine.then((engine) => engine.flush()).catch(reportError)
      await Promise.race([pulled, new Promise((resolve) => setTimeout(resolve, patience))])
      ask({ kind: 'open', file, employeeId: current.employee.id, country: me.value?.organisation.defaultCountry })
    },
    plan(opened: Opened, choice: Omit<Extract<Question, { kind: 'plan' }>, 'kind' | 'turn'>): void {
      turns.current += 1
      dispatch({ kind: 'planning', turn: turns.current, opened })
      ask({ kind: 'plan', turn: turns.current, ...choice })
    },
    save(correct: boolean): void {
      dispatch({ kind: 'saving' })
      ask({ kind: 'save', correct })
    },
    cancel: () => ask({ kind: 'cancel' }),
    undo(): void {
      undoing.current = true
      dispatch({ kind: 'undoing' })
      ask({ kind: 'undo' })
    },
    again: () => dispatch({ kind: 'choose' }),
  }
}
