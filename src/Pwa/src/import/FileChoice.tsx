import { useState } from 'preact/hooks'
import { importing as words } from '../i18n/import'
import { Icon } from '../ui/icons'

/** A button that opens the file picker, and on a desk a place to drop the file. */
export function FileChoice({ disabled, onFile }: { disabled: boolean; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false)
  const take = (files: FileList | null | undefined): void => {
    setOver(false)
    const file = files?.[0]
    if (file && !disabled) onFile(file)
  }
  return (
    <section class="card stack" data-padded>
      <p>{words.lead}</p>
      <label
        class="log-drop"
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          take(event.dataTransfer?.files)
        }}
      >
        <input
          type="file"
          class="visually-hidden"
          accept=".xml,.csv,.txt,text/xml,application/xml,text/csv"
          disabled={disabled}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        <Icon name="download" size={32} />
        <strong>{words.choose}</strong>
        <span class="hint log-drop-hint">{words.drop}</span>
        <span class="hint">{words.kinds}</span>
      </label>
    </section>
  )
}
