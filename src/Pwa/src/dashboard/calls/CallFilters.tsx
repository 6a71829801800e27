import { useEffect, useRef, useState } from 'preact/hooks'
import type { Dashboard } from '../../contract'
import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { readablePhone } from '../../ui/readablePhone'
import { Icon } from '../icons'
import { goTo, me, place, today } from '../store'
import { ColumnMenu } from './ColumnMenu'
import { ExportMenu } from './ExportMenu'
import { figuresOf, outcomesOf } from './outcomes'
import { isNarrowed } from './query'
import { useAnswer } from './useAnswer'

const words = callsWords.table

/** ms after the last key, before the search runs. */
const quiet = 300

export function CallFilters({ onPrint }: { onPrint: () => void }) {
  const { status, callType, outcome, phone } = place.value
  // What former outcomes there are is a question for those who choose among them: it takes the server a look at every day.
  const [chooses, setChooses] = useState(false)
  const { data } = useAnswer<Dashboard>(chooses ? figuresOf(place.value, today()) : undefined)
  const outcomes = outcomesOf(me.value?.organisation.outcomes ?? [], data?.byOutcome ?? [], outcome)
  const [cleared, setCleared] = useState(0)
  return (
    <div class="filters call-filters">
      {/* Anew where all is cleared: what is being typed, too. */}
      <Search key={cleared} />
      <Choice
        label={words.status}
        value={status}
        options={Object.entries(text.status)}
        onChoose={(value) => goTo({ status: value })}
      />
      <Choice
        label={words.type}
        value={callType}
        options={Object.entries(text.callType)}
        onChoose={(value) => goTo({ callType: value })}
      />
      <Choice
        label={words.outcome}
        value={outcome}
        options={outcomes.offered.map((name) => [name, name])}
        former={outcomes.former}
        onOpen={() => setChooses(true)}
        onChoose={(value) => goTo({ outcome: value })}
      />
      {phone && (
        <button type="button" class="chip" aria-pressed="true" onClick={() => goTo({ phone: '' })}>
          {words.phone(readablePhone(phone))}
          <Icon name="close" size={16} />
        </button>
      )}
      {isNarrowed(place.value) && (
        <button
          type="button"
          class="button"
          data-kind="plain"
          onClick={() => {
            goTo({ status: '', callType: '', outcome: '', phone: '', q: '', employeeId: '' })
            setCleared(cleared + 1)
          }}
        >
          {words.clear}
        </button>
      )}
      <span class="filters-end">
        <ColumnMenu />
        <ExportMenu onPrint={onPrint} />
      </span>
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  options: (readonly [value: string, name: string])[]
  former?: string[]
  /** Before the options are seen: with the focus, or, where a click gives none, with the pointer. */
  onOpen?: () => void
  onChoose: (value: string) => void
}

function Choice({ label, value, options, former = [], onOpen, onChoose }: ChoiceProps) {
  return (
    <select
      class="input"
      aria-label={label}
      value={value}
      onFocus={onOpen}
      onPointerDown={onOpen}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">
        {label}: {words.any}
      </option>
      {options.map(([each, name]) => (
        <option key={each} value={each}>
          {name}
        </option>
      ))}
      {former.length > 0 && (
        <optgroup label={words.former}>
          {former.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </select>
  )
}

/** `/` leads here from anywhere on the page. */
function Search() {
  const { q } = place.value
  const [typed, setTyped] = useState(q)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => setTyped(q), [q])
  useEffect(() => {
    const find = (event: KeyboardEvent) => {
      const typing = (event.target as Element).closest('input, textarea, select, dialog')
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return
      event.preventDefault()
      input.current?.focus()
    }
    addEventListener('keydown', find)
    return () => {
      removeEventListener('keydown', find)
      clearTimeout(timer.current)
    }
  }, [])
  return (
    <div class="search">
      <Icon name="search" size={20} />
      <input
        ref={input}
        class="input"
        type="search"
        dir="auto"
        maxLength={200}
        aria-label={words.search}
        aria-keyshortcuts="/"
        placeholder={words.search}
        value={typed}
        onInput={({ currentTarget: { value } }) => {
          setTyped(value)
          clearTimeout(timer.current)
          timer.current = setTimeout(() => goTo({ q: value }), quiet)
        }}
      />
    </div>
  )
}
