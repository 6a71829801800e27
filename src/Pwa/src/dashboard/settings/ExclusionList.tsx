import { useRef, useState } from 'preact/hooks'
import type { Exclusion } from '../../contract'
import { org as words } from '../../i18n/org'
import { readablePhone } from '../../ui/readablePhone'
import { Icon } from '../icons'
import { AddMany, AddOne } from './AddExclusions'
import { type Errors, mostExclusions, place } from './values'

interface Props {
  list: Exclusion[]
  errors: Errors
  onChange: (list: Exclusion[]) => void
}

export function ExclusionList({ list, errors, onChange }: Props) {
  const [many, setMany] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  return (
    <div class="stack org-exclusions">
      <div>
        <div class="org-count">
          <h3 ref={heading} tabIndex={-1} class="group-label">
            {words.fields.exclusions}
          </h3>
          <span class="hint">{words.exclusionsCount(list.length, mostExclusions)}</span>
        </div>
        <p class="hint">{words.exclusionsHint}</p>
      </div>
      {list.length === 0 ? (
        <div class="org-none">
          <strong>{words.exclusionsEmpty}</strong>
          <p class="hint">{words.exclusionsEmptyHint}</p>
        </div>
      ) : (
        <ul class="org-numbers" aria-label={words.list}>
          {list.map((entry, index) => (
            <Entry
              key={place(entry)}
              entry={entry}
              error={errors[`exclusions[${index}].number`] ?? errors[`exclusions[${index}].label`]}
              onRemove={() => {
                onChange(list.filter((each) => each !== entry))
                heading.current?.focus()
              }}
            />
          ))}
        </ul>
      )}
      {errors.exclusions && <p class="error">{errors.exclusions}</p>}
      {many ? <AddMany list={list} onChange={onChange} /> : <AddOne list={list} onChange={onChange} />}
      <button type="button" class="button org-add" data-kind="plain" onClick={() => setMany(!many)}>
        {many ? words.addOne : words.addMany}
      </button>
    </div>
  )
}

function Entry({ entry, error, onRemove }: { entry: Exclusion; error: string | undefined; onRemove: () => void }) {
  const { number, prefix, label } = entry
  const shown = prefix ? words.begins(number) : readablePhone(number)
  return (
    <li>
      <div class="org-row">
        <span class="org-entry">
          <bdi class="org-number">{shown}</bdi>
          {prefix && <span class="tag">{words.prefixTag}</span>}
          {label && (
            <span class="hint" dir="auto">
              {label}
            </span>
          )}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={words.remove(shown)}
          aria-invalid={error ? 'true' : undefined}
          onClick={onRemove}
        >
          <Icon name="bin" size={20} />
        </button>
      </div>
      {error && <p class="error">{error}</p>}
    </li>
  )
}
