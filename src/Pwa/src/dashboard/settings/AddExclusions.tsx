import { useRef, useState } from 'preact/hooks'
import type { Exclusion } from '../../contract'
import { org as words } from '../../i18n/org'
import { Field } from '../../ui/Field'
import { organisationsPhones } from '../employees/useEmployeeForm'
import { Icon } from '../icons'
import { type EntryProblem, longestLabel, paste, readEntry, withEntry } from './exclusions'

interface Props {
  list: Exclusion[]
  onChange: (list: Exclusion[]) => void
}

export function AddOne({ list, onChange }: Props) {
  const [number, setNumber] = useState('')
  const [prefix, setPrefix] = useState(false)
  const [label, setLabel] = useState('')
  const [problem, setProblem] = useState<EntryProblem | undefined>(undefined)
  const first = useRef<HTMLInputElement>(null)
  const error = problem && words.entry[problem]

  async function add(): Promise<void> {
    const entry = readEntry(number, prefix, label, await organisationsPhones())
    const next = typeof entry === 'string' ? entry : withEntry(list, entry)
    first.current?.focus()
    if (typeof next === 'string') {
      setProblem(next)
      return
    }
    onChange(next)
    setNumber('')
    setLabel('')
    setProblem(undefined)
  }

  /** Enter adds the number; it would save the page. */
  const onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return
    event.preventDefault()
    void add()
  }

  return (
    <div class="org-new">
      <Field
        id="org-number"
        label={prefix ? words.prefixNumber : words.number}
        hint={prefix ? words.prefixHint : words.numberHint}
        error={problem === 'label' ? undefined : error}
      >
        {(aria) => (
          <input
            {...aria}
            ref={first}
            class="input"
            type="tel"
            autocomplete="off"
            maxLength={32}
            value={number}
            onKeyDown={onEnter}
            onInput={(event) => {
              setNumber(event.currentTarget.value)
              setProblem(undefined)
            }}
          />
        )}
      </Field>
      <Field id="org-label" label={words.label} error={problem === 'label' ? error : undefined}>
        {(aria) => (
          <input
            {...aria}
            class="input"
            dir="auto"
            autocomplete="off"
            maxLength={longestLabel}
            value={label}
            onKeyDown={onEnter}
            onInput={(event) => setLabel(event.currentTarget.value)}
          />
        )}
      </Field>
      <label class="org-tick">
        <input
          type="checkbox"
          checked={prefix}
          onChange={(event) => {
            setPrefix(event.currentTarget.checked)
            setProblem(undefined)
          }}
        />
        {words.isPrefix}
      </label>
      <button type="button" class="button org-add" onClick={() => void add()}>
        <Icon name="plus" size={20} />
        {words.add}
      </button>
    </div>
  )
}

export function AddMany({ list, onChange }: Props) {
  const [text, setText] = useState('')
  const [report, setReport] = useState('')
  const [error, setError] = useState<string | undefined>(undefined)

  /** What could not be added stays in the box, to be mended. */
  async function add(): Promise<void> {
    const result = paste(list, text, await organisationsPhones())
    const { left, added, known } = result
    if (added > 0) onChange(result.list)
    setText(left.map((line) => line.text).join('\n'))
    setReport([words.added(added), known > 0 && words.known(known)].filter(Boolean).join(' '))
    const first = left[0]
    setError(first && `${words.left(left.length)} ${words.lines(words.entry[first.problem], first.text.trim())}`)
  }

  return (
    <div class="stack">
      <Field id="org-many" label={words.many} hint={words.manyHint} error={error}>
        {(aria) => (
          <textarea
            {...aria}
            class="input org-many"
            dir="auto"
            spellcheck={false}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value)
              setReport('')
              setError(undefined)
            }}
          />
        )}
      </Field>
      <p role="status" class="hint">
        {report}
      </p>
      <button type="button" class="button org-add" disabled={!text.trim()} onClick={() => void add()}>
        <Icon name="plus" size={20} />
        {words.addLines}
      </button>
    </div>
  )
}
