import { useRef, useState } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { me } from '../store'
import { errorsOf, type FormErrors } from './errors'
import { type EmployeeDraft, type EmployeeForm, type PhoneReader, readFields } from './fields'
import { phoneReader, plainPhoneReader } from './phones'

export const organisationsPhones = (): Promise<PhoneReader> =>
  phoneReader(me.value?.organisation.defaultCountry ?? '').catch(() => plainPhoneReader)

/** The state of one form about one person, from typing to the server's answer. */
export function useEmployeeForm(initial: EmployeeForm) {
  const [form, setForm] = useState(initial)
  const [errors, setErrors] = useState<FormErrors>({})
  const [busy, setBusy] = useState(false)
  const element = useRef<HTMLFormElement>(null)

  function change(part: Partial<EmployeeForm>): void {
    setForm((before) => ({ ...before, ...part }))
    setErrors((before) => {
      const left = { ...before }
      for (const field of Object.keys(part)) delete left[field as keyof EmployeeForm]
      delete left.form
      return left
    })
  }

  function show(found: FormErrors): void {
    setErrors(found)
    // The field is marked once this is drawn.
    requestAnimationFrame(() => element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }

  /** The fields as they would be sent, or nothing when one of them is wrong, which then shows. */
  async function read(): Promise<EmployeeDraft | undefined> {
    const { draft, problems } = readFields(form, await organisationsPhones())
    const wrong = Object.entries(problems).map(([field, problem]) => [field, desk.problems[problem]])
    show(Object.fromEntries(wrong))
    return wrong.length > 0 ? undefined : draft
  }

  /** One request at a time; what stood in the way shows beside its field. */
  async function attempt(work: () => Promise<void>): Promise<unknown> {
    if (busy) return undefined
    setBusy(true)
    try {
      await work()
      return undefined
    } catch (error) {
      show(errorsOf(error))
      return error
    } finally {
      setBusy(false)
    }
  }

  return { form, change, errors, busy, element, read, attempt, reset: setForm }
}
