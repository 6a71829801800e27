import { useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { BatchProgress } from '../import/BatchProgress'
import { usePasted } from '../import/usePasted'
import { Modal } from '../Modal'
import { currentImport, endImport, forgetImport, resumeImport, startImport } from './currentImport'
import { ImportChoice } from './ImportChoice'
import { ImportPreview } from './ImportPreview'
import { ImportReport } from './ImportReport'
import type { ReadFile } from './importRows'

/** Choosing a file, checking it, sending it, the report: one after the other. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<ReadFile | undefined>(undefined)
  const current = currentImport.value
  const { pasted, onPaste, onRead, unsent, startAnew } = usePasted(current?.state)
  const preview = !current && file && !file.problem

  function closed(): void {
    // The report was there to be read.
    if (currentImport.value?.state.phase === 'done') forgetImport()
    onClose()
  }

  return (
    <Modal title={desk.importing.title} kind="sheet" wide unsaved={Boolean(preview) || unsent} onClose={closed}>
      {(close) => {
        if (current?.state.phase === 'done') {
          return (
            <ImportReport
              rows={current.rows}
              items={current.state.items}
              onAnother={() => {
                setFile(undefined)
                startAnew()
                forgetImport()
              }}
              onClose={close}
            />
          )
        }
        if (current) {
          return (
            <BatchProgress
              title={desk.importing.sendingTitle}
              state={current.state}
              onStop={current.run.stop}
              onResume={resumeImport}
              onEnd={endImport}
            />
          )
        }
        if (preview) return <ImportPreview file={file} onSend={() => startImport(file.rows)} onOther={() => setFile(undefined)} />
        return (
          <ImportChoice
            file={file}
            pasted={pasted}
            onPaste={onPaste}
            onRead={(found, text) => {
              setFile(found)
              onRead(text)
            }}
          />
        )
      }}
    </Modal>
  )
}
