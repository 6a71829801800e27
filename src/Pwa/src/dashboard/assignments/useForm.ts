import { useRef, useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { ApiError } from '../../session/problem'
import { organisationsPhones } from '../employees/useEmployeeForm'
import { timeZone } from '../store'
import { type AssignmentForm, type Fields, type FormErrors, placed, readForm } from './form'
import { problems } from './problems'

/** One form about one assignment, from typing to the server's answer. */
export function useForm(initial: AssignmentForm) {
  const [form, setForm] = useState(initial)
  const [errors, setErrors] = useState<FormErrors>({})
  const [busy, setBusy] = useState(false)
  const element = useRef<HTMLFormElement>(null)

  function change(part: Partial<AssignmentForm>): void {
    setForm((before) => ({ ...before, ...part }))
    setErrors(({ form: _, ...before }) => {
      for (const field of Object.keys(part)) delete before[field as keyof AssignmentForm]
      return before
    })
  }

  function show(found: FormErrors): void {
    setErrors(found)
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  /** `send` answers errors where the server refused. */
  async function save(send: (fields: Fields) => Promise<FormErrors | undefined>): Promise<void> {
    if (busy) return
    setBusy(true)
    try {
      const { fields, errors: found } = readForm(form, await organisationsPhones(), timeZone.value)
      const refused = Object.keys(found).length > 0 ? found : await send(fields)
      if (refused) show(refused)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const { code, problem } = error
      show(problem.errors ? placed(problem.errors) : { form: problems[code] ?? problem.detail ?? desk.problem })
    } finally {
      setBusy(false)
    }
  }

  return { form, errors, busy, element, change, save, reset: setForm }
}
