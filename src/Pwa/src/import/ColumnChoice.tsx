import { useState } from 'preact/hooks'
import { importing as words } from '../i18n/import'
import { Field } from '../ui/Field'
import type { DateOrder } from './dates'
import { possibleOrders } from './dates'
import { defaultSince } from './Preview'
import type { Answer } from './protocol'
import { type Columns, fields } from './table'

type Opened = Extract<Answer, { kind: 'opened'; format: 'csv' }>

interface Props {
  opened: Opened
  onChosen: (opened: Opened, choice: { since: number; columns: Columns; order: DateOrder }) => void
  onCancel: () => void
}

/** Which column is what; the headings' guess is filled in. How a date is written is asked where it can be read in two ways. */
export function ColumnChoice({ opened, onChosen, onCancel }: Props) {
  const [columns, setColumns] = useState(opened.guess)
  const orders =
    columns.date === opened.guess.date ? opened.orders : possibleOrders(opened.sample.map((row) => row[columns.date ?? -1] ?? ''))
  const [chosen, setChosen] = useState<DateOrder | undefined>(undefined)
  const order = orders.length === 1 ? orders[0] : chosen && orders.includes(chosen) ? chosen : undefined
  const complete = columns.number !== undefined && columns.date !== undefined && columns.type !== undefined

  function choose(field: (typeof fields)[number], value: string): void {
    const { [field]: _, ...others } = columns
    setColumns(value === '' ? others : { ...others, [field]: Number(value) })
  }

  return (
    <form
      class="card stack"
      data-padded
      onSubmit={(event) => {
        event.preventDefault()
        if (complete && order) onChosen(opened, { since: defaultSince(opened), columns, order })
      }}
    >
      <h2>{words.columns}</h2>
      <div class="log-columns">
        {fields.map((field) => (
          <Field key={field} id={`column-${field}`} label={words.column[field] ?? ''}>
            {(aria) => (
              <>
                <select
                  {...aria}
                  class="input"
                  value={columns[field] ?? ''}
                  onChange={(event) => choose(field, event.currentTarget.value)}
                >
                  <option value="">{words.none}</option>
                  {opened.header.map((title, i) => (
                    <option key={`${i}-${title}`} value={i}>
                      {title || i + 1}
                    </option>
                  ))}
                </select>
                {columns[field] !== undefined && opened.sample[0]?.[columns[field]] && (
                  <span class="hint" dir="auto">
                    {words.example(opened.sample[0][columns[field]] ?? '')}
                  </span>
                )}
              </>
            )}
          </Field>
        ))}
      </div>
      {orders.length > 1 && (
        <fieldset class="group">
          <legend class="group-label">{words.order}</legend>
          <div class="chips">
            {orders.map((each) => (
              <button key={each} type="button" class="chip" aria-pressed={order === each} onClick={() => setChosen(each)}>
                {words.orders[each]}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      {!complete && <p class="hint">{words.columnsMissing}</p>}
      {complete && orders.length === 0 && <p class="error">{words.noOrder}</p>}
      <p class="hint">{words.zone}</p>
      <div class="chips">
        <button type="submit" class="button" data-kind="primary" disabled={!complete || !order}>
          {words.goOn}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}
