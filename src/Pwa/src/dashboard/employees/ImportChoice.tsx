import { useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { Icon } from '../icons'
import { people } from '../people'
import { decodeText } from './csv'
import { download } from './download'
import { type ReadFile, readImport } from './importRows'
import { templateCsv } from './report'
import { organisationsPhones } from './useEmployeeForm'

const words = desk.importing

/** A thousand people with everything about them take a fifth of this. */
const largest = 2 * 1024 * 1024

interface Props {
  /** The last file, when it could not be used. */
  file: ReadFile | undefined
  onRead: (file: ReadFile) => void
}

export function ImportChoice({ file, onRead }: Props) {
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const [pasted, setPasted] = useState('')
  const [problem, setProblem] = useState('')
  const said = problem || (file && fileProblem(file))

  async function read(text: Promise<string>): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      onRead(readImport(await text, people.value.list ?? [], await organisationsPhones()))
    } catch (error) {
      // The file was moved, or is not readable.
      if (!(error instanceof DOMException)) throw error
      setProblem(words.unreadable)
    } finally {
      setBusy(false)
    }
  }

  function readFile(chosen: File | undefined | null): void {
    if (!chosen) return
    if (chosen.size > largest) setProblem(words.tooLarge)
    else void read(chosen.arrayBuffer().then((bytes) => decodeText(new Uint8Array(bytes))))
  }

  return (
    <>
      <p>{words.lead}</p>
      <div role="alert">
        {said && (
          <p class="notice" data-tone="danger">
            <Icon name="alert" size={20} />
            <span>{said}</span>
          </p>
        )}
      </div>
      <label
        class="drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          readFile(event.dataTransfer?.files[0])
        }}
      >
        <span class="drop-mark">
          <Icon name="upload" size={32} />
        </span>
        <strong>{busy ? words.reading : words.choose}</strong>
        <span class="hint">{words.drop}</span>
        <input
          data-first
          class="visually-hidden"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          disabled={busy}
          onChange={(event) => {
            readFile(event.currentTarget.files?.[0])
            // The same file may be chosen again once it is mended.
            event.currentTarget.value = ''
          }}
        />
      </label>
      <div class="field">
        <label for="import-paste">{words.paste}</label>
        <textarea
          id="import-paste"
          class="input"
          rows={4}
          spellcheck={false}
          value={pasted}
          onInput={(event) => setPasted(event.currentTarget.value)}
        />
      </div>
      <div class="modal-actions">
        <button type="button" class="button" data-kind="plain" onClick={() => download(words.templateName, templateCsv())}>
          <Icon name="download" size={20} />
          {words.template}
        </button>
        <button
          type="button"
          class="button"
          data-kind="primary"
          disabled={busy || !pasted.trim()}
          onClick={() => void read(Promise.resolve(pasted))}
        >
          {words.read}
        </button>
      </div>
    </>
  )
}

function fileProblem({ problem, at = 0 }: ReadFile): string {
  if (problem === 'too-many') return words.tooMany(at)
  if (problem === 'open-quote') return words.openQuote(at)
  return words.files[problem ?? ''] ?? words.unreadable
}
