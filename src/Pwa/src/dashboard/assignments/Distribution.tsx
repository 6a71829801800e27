import { useMemo, useState } from 'preact/hooks'
import type { AssignmentDraft } from '../../contract'
import { work } from '../../i18n/work'
import { dayShort } from '../../lib/format'
import { newId } from '../../lib/uuid'
import { readablePhone } from '../../ui/readablePhone'
import { scroller } from '../employees/scroller'
import { Icon } from '../icons'
import { people } from '../people'
import { distribute } from './distribute'
import { PersonSelect } from './PersonSelect'
import type { ReadRows, Row } from './rows'

const words = work.importing

/** Rows in the document at first; each has a list of all people. */
const portion = 100

interface Props {
  file: ReadRows
  onSend: (drafts: AssignmentDraft[]) => void
  onOther: () => void
}

export function problemsText({ problems, repeat, sameAs = 0 }: Row): string {
  const repeated = repeat === 'duplicate' ? words.duplicate(sameAs) : repeat ? words.rows[repeat] : undefined
  return [...problems.map((problem) => words.rows[problem] ?? problem), repeated].filter(Boolean).join('; ')
}

/** What is in the file, and who is to call whom. */
export function Distribution({ file, onSend, onOther }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [byHand, setByHand] = useState<ReadonlyMap<number, string>>(new Map())
  const [withRepeated, setWithRepeated] = useState(false)
  const [onlyBad, setOnlyBad] = useState(false)
  const [shown, setShown] = useState(portion)
  const able = (people.value.list ?? []).filter(({ status }) => status !== 'disabled')
  const isGood = ({ problems, repeat }: Row) => problems.length === 0 && (!repeat || withRepeated)
  const good = file.rows.filter(isGood)
  const bad = file.rows.filter(({ problems }) => problems.length > 0).length
  const repeated = file.rows.filter(({ problems, repeat }) => problems.length === 0 && repeat).length
  const given = useMemo(() => {
    const rows = good.map(({ line, employeeId }) => ({ employeeId: byHand.get(line) || employeeId }))
    const order = able.filter(({ id }) => chosen.has(id)).map(({ id }) => id)
    return new Map(distribute(rows, order).map((id, i) => [good[i]?.line ?? 0, id]))
  }, [file, chosen, byHand, withRepeated, people.value])
  const counts = new Map<string, number>()
  for (const id of given.values()) if (id) counts.set(id, (counts.get(id) ?? 0) + 1)
  const lacking = good.filter(({ line }) => !given.get(line)).length
  const listed = onlyBad ? file.rows.filter((row) => !isGood(row)) : file.rows

  function send(): void {
    onSend(
      good.map(({ line, contactName, contactPhone, note, dueDay }) => ({
        id: newId(),
        employeeId: given.get(line) ?? '',
        contactName,
        contactPhone,
        note,
        dueDay,
        dueAt: null,
      })),
    )
  }

  return (
    <>
      <ul class="verdict">
        <li data-tone="good">
          <Icon name="check" size={20} />
          {good.length > 0 ? words.good(good.length) : words.noneGood}
        </li>
        {bad > 0 && (
          <li data-tone="bad">
            <Icon name="alert" size={20} />
            {words.bad(bad)}
          </li>
        )}
        {repeated > 0 && !withRepeated && (
          <li data-tone="bad">
            <Icon name="alert" size={20} />
            {words.repeated(repeated)}
          </li>
        )}
        {file.ignored.length > 0 && (
          <li class="hint">
            <bdi>{words.ignored(file.ignored.join(', '))}</bdi>
          </li>
        )}
      </ul>
      <div class="work-checks">
        {repeated > 0 && (
          <label class="check">
            <input type="checkbox" checked={withRepeated} onChange={() => setWithRepeated(!withRepeated)} />
            {words.keepRepeated}
          </label>
        )}
        {bad + repeated > 0 && (
          <label class="check">
            <input type="checkbox" checked={onlyBad} onChange={() => setOnlyBad(!onlyBad)} />
            {words.onlyBad}
          </label>
        )}
      </div>
      <fieldset class="work-people">
        <legend class="group-label">{words.who}</legend>
        <p class="hint">{words.whoHint}</p>
        <div class="chips">
          <button type="button" class="chip" onClick={() => setChosen(new Set(able.map(({ id }) => id)))}>
            {words.all}
          </button>
          {able.map(({ id, name }) => (
            <label key={id} class="chip">
              <input
                type="checkbox"
                class="visually-hidden"
                checked={chosen.has(id)}
                onChange={() => {
                  const next = new Set(chosen)
                  if (!next.delete(id)) next.add(id)
                  setChosen(next)
                }}
              />
              <bdi>{name}</bdi>
              {counts.has(id) && <span class="work-share">{words.share(counts.get(id) ?? 0)}</span>}
            </label>
          ))}
        </div>
      </fieldset>
      <section class="import-rows" {...scroller} aria-label={words.title}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="row-line">
                {words.line}
              </th>
              <th scope="col">{work.form.name}</th>
              <th scope="col">{work.form.phone}</th>
              <th scope="col" class="row-more">
                {work.assignments.due}
              </th>
              <th scope="col">{words.who}</th>
              <th scope="col" class="row-check">
                {words.check}
              </th>
            </tr>
          </thead>
          <tbody>
            {listed.slice(0, shown).map((row) => (
              <tr key={row.line}>
                <td class="row-line">{row.line}</td>
                <th scope="row" title={row.note ?? undefined}>
                  <bdi>{row.typed.name}</bdi>
                </th>
                <td>{row.problems.length > 0 ? row.typed.phone : readablePhone(row.contactPhone)}</td>
                <td class="row-more">{row.dueDay && dayShort(row.dueDay)}</td>
                <td>
                  {isGood(row) && (
                    <PersonSelect
                      label={`${words.who} ${row.typed.name || row.typed.phone}`}
                      value={given.get(row.line) ?? ''}
                      onChange={(id) => setByHand(new Map([...byHand, [row.line, id]]))}
                    />
                  )}
                </td>
                <td class="row-check">
                  <span class="row-verdict" data-bad={!isGood(row)}>
                    <Icon name={isGood(row) ? 'check' : 'alert'} size={18} />
                    {problemsText(row) || words.ready}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {listed.length > shown && (
          <button type="button" class="button" data-kind="plain" onClick={() => setShown(shown + portion)}>
            {words.more(Math.min(portion, listed.length - shown))}
          </button>
        )}
      </section>
      {lacking > 0 && (
        <p class="hint" role="status">
          {words.unassigned(lacking)}
        </p>
      )}
      <div class="modal-actions">
        <button type="button" class="button" onClick={onOther}>
          {words.other}
        </button>
        {good.length > 0 && (
          <button type="button" class="button" data-kind="primary" disabled={lacking > 0} onClick={send}>
            {words.send(good.length)}
          </button>
        )}
      </div>
    </>
  )
}
