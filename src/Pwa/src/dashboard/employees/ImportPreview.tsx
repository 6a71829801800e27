import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { readablePhone } from '../../ui/readablePhone'
import { Icon } from '../icons'
import { isGood } from './currentImport'
import type { ReadFile } from './importRows'
import { problemsText } from './report'
import { scroller } from './scroller'

const words = desk.importing
const { columns, roles } = desk.employees

interface Props {
  file: ReadFile
  onSend: () => void
  onOther: () => void
}

export function ImportPreview({ file, onSend, onOther }: Props) {
  const [onlyBad, setOnlyBad] = useState(false)
  const send = useRef<HTMLButtonElement>(null)
  const table = useRef<HTMLElement>(null)
  useLayoutEffect(() => (send.current ?? table.current)?.focus(), [])
  const good = file.rows.filter(isGood).length
  const bad = file.rows.length - good
  const shown = onlyBad ? file.rows.filter((row) => !isGood(row)) : file.rows
  return (
    <>
      <ul class="verdict">
        <li data-tone="good">
          <Icon name="check" size={20} />
          {good > 0 ? words.good(good) : words.noneGood}
        </li>
        {bad > 0 && (
          <li data-tone="bad">
            <Icon name="alert" size={20} />
            {words.bad(bad)}
          </li>
        )}
        {file.ignored.length > 0 && (
          <li class="hint">
            <bdi>{words.ignored(file.ignored.join(', '))}</bdi>
          </li>
        )}
      </ul>
      {bad > 0 && good > 0 && (
        <label class="check">
          <input type="checkbox" checked={onlyBad} onChange={(event) => setOnlyBad(event.currentTarget.checked)} />
          {words.onlyBad}
        </label>
      )}
      <section ref={table} class="import-rows" {...scroller} aria-label={words.title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="row-line">
                {words.line}
              </th>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.email}</th>
              <th scope="col" class="row-more">
                {columns.phone}
              </th>
              <th scope="col" class="row-more">
                {columns.role}
              </th>
              <th scope="col" class="row-more">
                {columns.team}
              </th>
              <th scope="col" class="row-check">
                {words.check}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => {
              const ready = isGood(row)
              return (
                <tr key={row.line}>
                  <td class="row-line">{row.line}</td>
                  <th scope="row" title={row.name}>
                    <bdi>{row.name}</bdi>
                  </th>
                  <td title={row.email}>{row.email}</td>
                  <td class="row-more">{row.draft.phone ? readablePhone(row.draft.phone) : row.phone}</td>
                  <td class="row-more">
                    {row.problems.includes('role-unknown') ? row.role : roles[row.draft.role ?? 'employee']}
                  </td>
                  <td class="row-more" title={row.team}>
                    <bdi>{row.team}</bdi>
                  </td>
                  <td class="row-check">
                    <span class="row-verdict" data-bad={!ready}>
                      <Icon name={ready ? 'check' : 'alert'} size={18} />
                      {ready ? words.ready : problemsText(row)}
                    </span>
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <div class="modal-actions">
        <button type="button" class="button" onClick={onOther}>
          {words.other}
        </button>
        {good > 0 && (
          <button ref={send} type="button" class="button" data-kind="primary" onClick={onSend}>
            {words.send(good)}
          </button>
        )}
      </div>
    </>
  )
}
