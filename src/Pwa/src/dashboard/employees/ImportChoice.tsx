import { desk } from '../../i18n/desk'
import { FileChoice } from '../import/FileChoice'
import { fileProblem } from '../import/fileProblem'
import { people } from '../people'
import { type ReadFile, readImport } from './importRows'
import { templateCsv } from './report'
import { organisationsPhones } from './useEmployeeForm'

const words = desk.importing

interface Props {
  /** The last file, when it could not be used. */
  file: ReadFile | undefined
  pasted: string
  onPaste: (text: string) => void
  onRead: (file: ReadFile, text: string) => void
}

export function ImportChoice({ file, pasted, onPaste, onRead }: Props) {
  return (
    <FileChoice
      lead={words.lead}
      problem={file && fileProblem(file, words)}
      template={{ name: words.templateName, csv: templateCsv() }}
      pasted={pasted}
      onPaste={onPaste}
      onText={async (text) => onRead(readImport(text, people.value.list ?? [], await organisationsPhones()), text)}
    />
  )
}
