import '../../styles/org-settings.css'
import { useEffect, useRef } from 'preact/hooks'
import type { Settings } from '../../contract'
import { text } from '../../i18n'
import { org as words } from '../../i18n/org'
import { Field } from '../../ui/Field'
import { Icon } from '../icons'
import { NotRead } from '../NotRead'
import { Choice } from './Choice'
import { ExclusionList } from './ExclusionList'
import { Outcomes } from './Outcomes'
import { Section } from './Section'
import { type Conflict, useSettings } from './useSettings'
import { WeeklyReport } from './WeeklyReport'

export function SettingsView() {
  const page = useSettings()
  const { stored, draft, failed, errors, change } = page
  return (
    <div class="stack org-settings">
      <div class="page-head">
        <div>
          <h1>{words.title}</h1>
          <p class="hint">{words.lead}</p>
        </div>
      </div>
      {failed && !stored && <NotRead title={words.failed} reason={failed} onRetry={() => void page.read()} />}
      {!failed && !stored && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
      {stored && draft && (
        <form
          ref={page.element}
          class="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            void page.save()
          }}
        >
          <div role="alert">
            {page.conflict && page.dirty && <ConflictNotice conflict={page.conflict} onTakeTheirs={page.takeTheirs} />}
          </div>
          <Section title={words.calls} hint={words.callsHint}>
            <Outcomes rows={draft.outcomes} errors={errors} onChange={(outcomes) => change({ outcomes })} />
          </Section>
          <Section title={words.privateTitle}>
            <Choice
              name="privateCalls"
              label={words.fields.privateCalls}
              options={words.modes}
              value={draft.privateCalls}
              error={errors.privateCalls}
              onChange={(privateCalls) => change({ privateCalls })}
            />
            <ExclusionList list={draft.exclusions} errors={errors} onChange={(exclusions) => change({ exclusions })} />
          </Section>
          <Section title={words.recordingTitle} hint={words.recordingHint}>
            <Choice
              name="recording"
              label={words.recordingTitle}
              hidden
              options={words.recordings}
              value={draft.recording}
              error={errors.recording}
              onChange={(recording) => change({ recording })}
            />
          </Section>
          <Section title={words.lockTitle}>
            <Field id="org-lock" label={words.lock} hint={words.lockHint} error={errors.lockMinutes}>
              {(aria) => (
                <input
                  {...aria}
                  class="input org-minutes"
                  inputMode="numeric"
                  autocomplete="off"
                  maxLength={3}
                  value={draft.minutes}
                  onInput={(event) => change({ minutes: event.currentTarget.value })}
                />
              )}
            </Field>
          </Section>
          <Fixed settings={stored} />
          {page.dirty && <SaveBar busy={page.busy} error={errors.form} onDiscard={page.discard} />}
        </form>
      )}
      {stored && <WeeklyReport />}
    </div>
  )
}

function ConflictNotice({ conflict, onTakeTheirs }: { conflict: Conflict; onTakeTheirs: () => void }) {
  const notice = useRef<HTMLDivElement>(null)
  // Whoever saved may be at the other end of a long page.
  useEffect(() => notice.current?.scrollIntoView({ block: 'center' }), [conflict])
  const both = conflict.contested.map((field) => words.fields[field]).join(', ')
  return (
    <div ref={notice} class="notice" data-tone="caution">
      <Icon name="alert" size={20} />
      <div>
        <strong>{words.conflict}</strong>
        <p>{words.conflictNothing}</p>
        {both && <p>{words.conflictBoth(both)}</p>}
        <button type="button" class="button" onClick={onTakeTheirs}>
          {words.takeTheirs}
        </button>
      </div>
    </div>
  )
}

const countries = new Intl.DisplayNames(undefined, { type: 'region', fallback: 'code' })

function Fixed({ settings }: { settings: Settings }) {
  return (
    <Section title={words.fixedTitle} hint={words.fixedHint}>
      <dl class="org-fixed">
        <div>
          <dt>{words.zone}</dt>
          <dd>{settings.timeZone}</dd>
        </div>
        <div>
          <dt>{words.country}</dt>
          <dd>{settings.defaultCountry && countries.of(settings.defaultCountry)}</dd>
        </div>
      </dl>
    </Section>
  )
}

function SaveBar({ busy, error, onDiscard }: { busy: boolean; error: string | undefined; onDiscard: () => void }) {
  return (
    <div class="org-save">
      <p role="status" class={error ? 'error' : undefined}>
        {error ?? words.changed}
      </p>
      <div class="page-actions">
        <button type="button" class="button" disabled={busy} onClick={onDiscard}>
          {words.discard}
        </button>
        <button type="submit" class="button" data-kind="primary" disabled={busy}>
          {busy ? words.saving : words.save}
        </button>
      </div>
    </div>
  )
}
