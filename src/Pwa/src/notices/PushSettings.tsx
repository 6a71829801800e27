import '../styles/notices.css'
import { signal } from '@preact/signals'
import { useState } from 'preact/hooks'
import { loadMe, me, online } from '../app/account'
import type { MySettingsUpdate, NoticeSettings } from '../contract'
import { notices } from '../i18n/notices'
import { post } from '../session/problem'
import { api } from '../session/session'
import { Icon } from '../ui/icons'
import { pushState, turnOff, turnOn } from './push'

const words = notices.push
const kinds = ['assignment', 'target', 'performance', 'announcement', 'missedCall'] as const

export function PushSettings() {
  return (
    <section class="card stack" data-padded aria-labelledby="notifications">
      <h2 id="notifications">{words.title}</h2>
      <Switch />
      {me.value?.notices && <Wishes settings={me.value.notices} />}
    </section>
  )
}

function Switch() {
  const [outcome, setOutcome] = useState<'busy' | 'failed' | undefined>(undefined)
  const state = pushState.value
  if (!state) return null

  async function turn(): Promise<void> {
    if (outcome === 'busy') return
    setOutcome('busy')
    await (state === 'on' ? turnOff() : turnOn()).then(
      () => setOutcome(undefined),
      () => setOutcome('failed'),
    )
  }

  return (
    <>
      <p>{words[state]}</p>
      {outcome === 'failed' && (
        <p class="error" role="alert">
          <Icon name="alert" size={20} />
          {words.failed}
        </p>
      )}
      {(state === 'on' || state === 'off') && (
        <button
          type="button"
          class="button"
          data-kind={state === 'off' ? 'primary' : undefined}
          disabled={!online.value}
          aria-disabled={outcome === 'busy'}
          onClick={() => void turn()}
        >
          <Icon name="bell" size={20} />
          {outcome === 'busy' ? words.turning[state] : state === 'on' ? words.turnOff : words.turnOn}
        </button>
      )}
      {!online.value && <p class="hint">{words.offline}</p>}
    </>
  )
}

/** What is chosen and not saved yet, and whose it is: another page and back does not lose it. */
const chosen = signal<{ employeeId: string | undefined; wishes: NoticeSettings } | undefined>(undefined)

/** Kept by the server, for all of the person's phones. */
function Wishes({ settings }: { settings: NoticeSettings }) {
  const employeeId = me.value?.employee.id
  const unsaved = chosen.value?.employeeId === employeeId ? chosen.value?.wishes : undefined
  const wishes = unsaved ?? settings
  const [outcome, setOutcome] = useState<'busy' | 'saved' | 'failed' | undefined>(undefined)
  const isHalf = !wishes.quietFrom !== !wishes.quietTo
  const isNever = Boolean(wishes.quietFrom) && wishes.quietFrom === wishes.quietTo

  function change(next: Partial<NoticeSettings>): void {
    chosen.value = { employeeId, wishes: { ...wishes, ...next } }
    if (outcome !== 'busy') setOutcome(undefined)
  }

  async function save(event: Event): Promise<void> {
    event.preventDefault()
    if (outcome === 'busy') return
    setOutcome('busy')
    const sent = chosen.value
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const update = { ...wishes, quietFrom: wishes.quietFrom ?? '', quietTo: wishes.quietTo ?? '', timeZone }
    try {
      const saved = await api<NoticeSettings>('/me/settings', { ...post<MySettingsUpdate>(update), method: 'PUT' })
      if (me.value) me.value = { ...me.value, notices: saved }
      // What was changed while the answer was on its way is not saved by it.
      const isAll = chosen.value === sent
      if (isAll) chosen.value = undefined
      setOutcome(isAll ? 'saved' : undefined)
      await loadMe()
    } catch {
      setOutcome('failed')
    }
  }

  return (
    <form class="stack" onSubmit={(event) => void save(event)}>
      <fieldset class="push-kinds">
        <legend class="group-label">{words.kinds}</legend>
        {kinds.map((kind) => (
          <label key={kind}>
            <input type="checkbox" checked={wishes[kind]} onChange={(event) => change({ [kind]: event.currentTarget.checked })} />
            {words[kind]}
          </label>
        ))}
      </fieldset>
      <fieldset class="push-kinds">
        <legend class="group-label">{words.quiet}</legend>
        <div class="quiet-hours">
          <Time id="quiet-from" label={words.from} value={wishes.quietFrom} onChange={(quietFrom) => change({ quietFrom })} />
          <Time id="quiet-to" label={words.to} value={wishes.quietTo} onChange={(quietTo) => change({ quietTo })} />
        </div>
        <p class="hint">{isNever ? words.quietNever : words.quietHint}</p>
      </fieldset>
      <button
        type="submit"
        class="button"
        data-kind={unsaved && 'primary'}
        disabled={isHalf || isNever || !online.value}
        aria-disabled={outcome === 'busy'}
      >
        {outcome === 'busy' ? words.saving : words.save}
      </button>
      {unsaved && !online.value && <p class="hint">{words.offline}</p>}
      <p role="status">{outcome === 'saved' ? words.saved : unsaved && words.unsaved}</p>
      {outcome === 'failed' && (
        <p class="error" role="alert">
          <Icon name="alert" size={20} />
          {words.failed}
        </p>
      )}
    </form>
  )
}

interface TimeProps {
  id: string
  label: string
  value: string | null
  onChange: (value: string | null) => void
}

function Time({ id, label, value, onChange }: TimeProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        type="time"
        value={value ?? ''}
        onInput={(event) => onChange(event.currentTarget.value || null)}
      />
    </div>
  )
}
