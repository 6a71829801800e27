import { useState } from 'preact/hooks'
import type { MySettingsUpdate, NoticeSettings } from '../../contract'
import { org } from '../../i18n/org'
import { ApiError, post } from '../../session/problem'
import { api } from '../../session/session'
import { me } from '../store'
import { Section } from './Section'

const words = org.report

/** A manager's own choice, saved at once; nothing where the deployment sends no mail. */
export function WeeklyReport() {
  const [outcome, setOutcome] = useState<'saving' | 'saved' | 'failed' | undefined>(undefined)
  const current = me.value
  if (!current?.organisation.canMail) return null
  const wanted = current.notices?.weeklyReport ?? false

  async function choose(weeklyReport: boolean): Promise<void> {
    if (!current) return
    setOutcome('saving')
    try {
      const notices = await api<NoticeSettings>('/me/settings', { ...post<MySettingsUpdate>({ weeklyReport }), method: 'PUT' })
      me.value = { ...current, notices }
      setOutcome('saved')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // The box says what holds.
      me.value = { ...current }
      setOutcome('failed')
    }
  }

  const said = { saving: words.saving, saved: wanted ? words.on : words.off, failed: words.failed }
  return (
    <Section title={words.title} hint={words.hint}>
      <label class="org-report">
        <input
          type="checkbox"
          checked={wanted}
          disabled={outcome === 'saving'}
          onChange={(event) => void choose(event.currentTarget.checked)}
        />
        {words.want}
      </label>
      <p role={outcome === 'failed' ? 'alert' : 'status'} class={outcome === 'failed' ? 'error' : 'hint'}>
        {outcome && said[outcome]}
      </p>
    </Section>
  )
}
