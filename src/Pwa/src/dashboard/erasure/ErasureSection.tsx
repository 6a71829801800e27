import { useEffect, useRef, useState } from 'preact/hooks'
import type { ExportStatus } from '../../contract'
import { erasureWords as words } from '../../i18n/erasure'
import { number } from '../../lib/format'
import { ApiError } from '../../session/problem'
import { api, authorized } from '../../session/session'
import { toast } from '../../ui/toast'
import { type Exporting, follow } from '../calls/exporting'
import { Icon } from '../icons'
import { reasonOf } from '../NotRead'
import { Said, useSaid } from '../Said'
import { EraseDialog } from './EraseDialog'

interface Props {
  /** Of whom: /employees/{id} or /contacts/{number}. */
  path: string
  /** By which they are known, and what has to be typed. */
  name: string
  kind: 'person' | 'contact'
  mayErase: boolean
  onErased: () => void
}

/** What the law gives people over their data: all of it in a file, or gone. */
export function ErasureSection({ path, name, kind, mayErase, onErased }: Props) {
  const say = words[kind]
  const [file, setFile] = useState<Exporting>({ state: 'none' })
  const [asking, setAsking] = useState(false)
  const [erasing, setErasing] = useState(false)
  const [problem, setProblem] = useSaid(name)
  const wanted = useRef(true)
  useEffect(
    () => () => {
      wanted.current = false
    },
    [],
  )

  function explain(error: unknown): void {
    if (!(error instanceof ApiError)) throw error
    setProblem(words.problems[error.code] ?? reasonOf(error.code))
  }

  async function exportAll(): Promise<void> {
    setProblem('')
    setFile({ state: 'asking' })
    try {
      const { id } = await api<ExportStatus>(`${path}/export`)
      const wants = () => wanted.current
      if (await follow(id, wants, (rows) => setFile({ state: 'writing', rows }))) setFile({ state: 'done' })
    } catch (error) {
      setFile({ state: 'none' })
      explain(error)
    }
  }

  async function erase(): Promise<void> {
    setProblem('')
    setErasing(true)
    try {
      const { status } = await authorized(path, { method: 'DELETE', signal: AbortSignal.timeout(40_000) })
      toast(status === 204 ? say.done(name) : say.under(name))
      onErased()
    } catch (error) {
      setErasing(false)
      // The server goes on with what it has begun, whether or not its answer arrives.
      if (error instanceof ApiError && (error.status === 0 || error.status >= 500)) setProblem(words.unanswered)
      else explain(error)
    }
  }

  const busy = erasing || file.state === 'asking' || file.state === 'writing'
  return (
    <section class="stack account" aria-labelledby={`erasure-${kind}`}>
      <h3 id={`erasure-${kind}`}>{words.title}</h3>
      <p class="hint">{say.exportHint}</p>
      <p class="hint" role="status">
        {file.state === 'writing' && words.writing(number(file.rows))}
      </p>
      <Said done={file.state === 'done' ? words.saved : ''} problem={problem} />
      <button type="button" class="button" disabled={busy} onClick={() => void exportAll()}>
        <Icon name="download" size={20} />
        {file.state === 'asking' ? words.asking : file.state === 'done' ? words.again : say.export}
      </button>
      {mayErase && (
        <button type="button" class="button" data-kind="danger" disabled={busy} onClick={() => setAsking(true)}>
          <Icon name="alert" size={20} />
          {erasing ? words.erasing : say.erase}
        </button>
      )}
      {asking && (
        <EraseDialog
          title={say.eraseTitle(name)}
          lead={say.eraseLead}
          label={say.type}
          phrase={name}
          yes={say.yes}
          onAnswer={(yes) => {
            setAsking(false)
            if (yes) void erase()
          }}
        />
      )}
    </section>
  )
}
