import { useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { decodeText } from '../../lib/csv'
import { download } from '../employees/download'
import { Icon } from '../icons'

const words = desk.importing

/** A thousand rows take a fifth of this. */
const largest = 2 * 1024 * 1024

interface Props {
  lead: string
  /** Why the last file could not be used. */
  problem: string | undefined
  template: { name: string; csv: string }
  /** Kept by whoever shows what was read: it is there again when the person comes back. */
  pasted: string
  onPaste: (text: string) => void
  onText: (text: string) => Promise<void>
}

/** A table comes in as a file, dropped or chosen, or pasted. */
export function FileChoice({ lead, problem: said, template, pasted, onPaste, onText }: Props) {
  const [over, setOver] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  async function read(text: Promise<string>): Promise<void> {
    setBusy(true)
    setProblem('')
    try {
      await onText(await text)
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
      <p>{lead}</p>
      <div role="alert">
        {(problem || said) && (
          <p class="notice" data-tone="danger">
            <Icon name="alert" size={20} />
            <span>{problem || said}</span>
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
          onInput={(event) => onPaste(event.currentTarget.value)}
        />
      </div>
      <div class="modal-actions">
        <button type="button" class="button" data-kind="plain" onClick={() => download(template.name, template.csv)}>
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
