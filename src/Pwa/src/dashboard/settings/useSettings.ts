import { useEffect, useRef, useState } from 'preact/hooks'
import type { Settings, SettingsUpdate } from '../../contract'
import { desk } from '../../i18n/desk'
import { org as words } from '../../i18n/org'
import { ApiError, post } from '../../session/problem'
import { api } from '../../session/session'
import { toast } from '../../ui/toast'
import { refreshMe } from '../store'
import { useUnsaved } from '../unsaved'
import { useBackOnline } from '../useBackOnline'
import { changedFields, changesOf, check, type Draft, draftOf, type Errors, type FieldName, merge, valuesOf } from './values'

const explain = ({ code, status, problem }: ApiError): string =>
  desk.problems[code] ?? (status >= 500 ? desk.problems.unavailable : undefined) ?? problem.detail ?? desk.problem

/** Somebody else saved first; `contested` are the fields that both changed. */
export interface Conflict {
  contested: FieldName[]
}

/** The settings from reading them to the server's answer. */
export function useSettings() {
  const [stored, setStored] = useState<Settings | undefined>(undefined)
  const [draft, setDraft] = useState<Draft | undefined>(undefined)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const [errors, setErrors] = useState<Errors>({})
  const [conflict, setConflict] = useState<Conflict | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const element = useRef<HTMLFormElement>(null)
  const dirty = stored !== undefined && draft !== undefined && changedFields(stored, valuesOf(draft)).length > 0

  async function read(): Promise<void> {
    setFailed(undefined)
    try {
      take(await api<Settings>('/settings'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setFailed(explain(error))
    }
  }

  function take(settings: Settings): void {
    setStored(settings)
    setDraft(draftOf(settings))
    setErrors({})
    setConflict(undefined)
  }

  const again = (): void => void read().catch((error: unknown) => reportError(error))
  useEffect(again, [])
  useBackOnline(failed !== undefined && !stored, again)

  useUnsaved(dirty)

  /** A row that moves takes its error's place away, so all errors of the changed fields go. */
  function change(part: Partial<Draft>): void {
    const touched = Object.keys(part).map((name) => (name === 'minutes' ? 'lockMinutes' : name))
    setDraft((before) => before && { ...before, ...part })
    setErrors((before) =>
      Object.fromEntries(
        Object.entries(before).filter(([at]) => at !== 'form' && !touched.some((field) => at.split(/[[.]/)[0] === field)),
      ),
    )
  }

  function show(found: Errors): void {
    setErrors(found)
    // The field is marked once this is drawn.
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  async function save(): Promise<void> {
    if (busy || !stored || !draft) return
    const mine = valuesOf(draft)
    const found = check(mine, words.check)
    if (Object.keys(found).length > 0) {
      show({ ...found, form: words.notValid })
      return
    }
    setBusy(true)
    try {
      take(await api<Settings>('/settings', { ...post<SettingsUpdate>(changesOf(stored, mine)), method: 'PUT' }))
      toast(words.saved)
      // Other pages offer what the organisation has now.
      void refreshMe().catch(reportError)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const theirs = error.problem.settings
      if (error.code === 'version-conflict' && theirs) {
        const { values, contested } = merge(stored, mine, theirs)
        take(theirs)
        setDraft(draftOf(values))
        setConflict({ contested })
      } else if (error.problem.errors) {
        const places = Object.entries(error.problem.errors).map(([at, said]) => [at, said.join(' ')])
        show({ ...Object.fromEntries(places), form: words.notValid })
      } else show({ form: explain(error) })
    } finally {
      setBusy(false)
    }
  }

  function discard(): void {
    const lost = draft
    if (!stored || !lost) return
    take(stored)
    toast(words.discarded, () => setDraft(lost))
  }

  function takeTheirs(): void {
    if (!stored) return
    take(stored)
    toast(words.tookTheirs)
  }

  return { stored, draft, failed, errors, conflict, busy, dirty, element, read, change, save, discard, takeTheirs }
}
