import { useRef, useState } from 'preact/hooks'
import type { Announcement, AnnouncementDraft } from '../../contract'
import { text } from '../../i18n'
import { desk } from '../../i18n/desk'
import { work } from '../../i18n/work'
import { newId } from '../../lib/uuid'
import { ApiError, post } from '../../session/problem'
import { api } from '../../session/session'
import { Field } from '../../ui/Field'
import { teamsOf } from '../employees/listing'
import { Modal } from '../Modal'
import { people } from '../people'
import { audience } from './audience'

const words = work.announcements

const longestTitle = 120
const longestBody = 5_000

type Errors = Partial<Record<'title' | 'body' | 'team' | 'form', string>>

interface Props {
  onClose: () => void
  onSent: (announcement: Announcement) => void
}

export function WriteDialog({ onClose, onSent }: Props) {
  const [title, setTitle] = useState('')
  const [body, setBody] = useState('')
  const [team, setTeam] = useState('')
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  // Kept over attempts: a reply that gets lost must not announce twice.
  const id = useRef(newId())
  const form = useRef<HTMLFormElement>(null)
  const teams = teamsOf(people.value.list ?? [])

  function show(found: Errors): void {
    setErrors(found)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  async function send(close: () => void): Promise<void> {
    const found: Errors = {}
    if (!title.trim() || title.length > longestTitle) found.title = words.errors.title
    if (!body.trim() || body.length > longestBody) found.body = words.errors.body
    if (Object.keys(found).length > 0) {
      show(found)
      return
    }
    setBusy(true)
    try {
      const draft: AnnouncementDraft = { id: id.current, title, body, team: team || null }
      onSent(await api<Announcement>('/announcements', post<AnnouncementDraft>(draft)))
      close()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { errors: fields, detail } = error.problem
      const placed = Object.entries(fields ?? {}).map(([at, said]) => [at, said.join(' ')])
      show(fields ? Object.fromEntries(placed) : { form: desk.problems[error.code] ?? detail ?? desk.problem })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal title={words.dialog} kind="sheet" unsaved={Boolean(title || body)} busy={busy} onClose={onClose}>
      {(close) => (
        <form
          ref={form}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void send(close)
          }}
        >
          <Field id="news-title" label={words.subject} error={errors.title}>
            {(aria) => (
              <input
                {...aria}
                class="input"
                dir="auto"
                data-first
                maxLength={longestTitle}
                value={title}
                onInput={(event) => setTitle(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field id="news-body" label={words.body} error={errors.body}>
            {(aria) => (
              <textarea
                {...aria}
                class="input"
                dir="auto"
                rows={6}
                maxLength={longestBody}
                value={body}
                onInput={(event) => setBody(event.currentTarget.value)}
              />
            )}
          </Field>
          <Field id="news-team" label={words.audience} hint={words.reaches(audience(team || null).length)} error={errors.team}>
            {(aria) => (
              <select {...aria} class="input" value={team} onChange={(event) => setTeam(event.currentTarget.value)}>
                <option value="">{words.everybody}</option>
                {teams.map((each) => (
                  <option key={each} value={each}>
                    {words.team(each)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {errors.form && (
            <p class="error" role="alert">
              {errors.form}
            </p>
          )}
          <div class="modal-actions">
            <button type="button" class="button" disabled={busy} onClick={close}>
              {text.cancel}
            </button>
            <button type="submit" class="button" data-kind="primary" disabled={busy}>
              {busy ? words.busy : words.send}
            </button>
          </div>
        </form>
      )}
    </Modal>
  )
}
