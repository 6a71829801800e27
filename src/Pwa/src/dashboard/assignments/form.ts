import type { Assignment } from '../../contract'
import { work } from '../../i18n/work'
import { instantOf, wallTime } from '../../lib/days'
import type { PhoneReader } from '../employees/fields'
import { longestName, longestNote } from './rows'

const words = work.form.errors

/** What is typed; all text. */
export interface AssignmentForm {
  employeeId: string
  name: string
  phone: string
  note: string
  dueDay: string
  /** HH:MM, on the organisation's clock, as everywhere else. */
  dueTime: string
}

export type FormErrors = Partial<Record<keyof AssignmentForm | 'form', string>>

export const blank: AssignmentForm = { employeeId: '', name: '', phone: '', note: '', dueDay: '', dueTime: '' }

export function formOf(assignment: Assignment, timeZone: string): AssignmentForm {
  const [dueDay = '', dueTime = ''] = assignment.dueAt ? wallTime(Date.parse(assignment.dueAt), timeZone).split('T') : []
  return {
    employeeId: assignment.employeeId,
    name: assignment.contactName ?? '',
    phone: assignment.contactPhone,
    note: assignment.note ?? '',
    dueDay: dueDay || (assignment.dueDay ?? ''),
    dueTime,
  }
}

/** What was typed over `before`, on top of how it is `now`. */
export function rebased(typed: AssignmentForm, before: AssignmentForm, now: AssignmentForm): AssignmentForm {
  const changed = (Object.keys(now) as (keyof AssignmentForm)[]).filter((field) => typed[field] !== before[field])
  return Object.assign({ ...now }, ...changed.map((field) => ({ [field]: typed[field] })))
}

export type Fields = Pick<Assignment, 'employeeId' | 'contactName' | 'contactPhone' | 'note' | 'dueDay' | 'dueAt'>

export function readForm(form: AssignmentForm, readPhone: PhoneReader, timeZone: string): { fields: Fields; errors: FormErrors } {
  const errors: FormErrors = {}
  const phone = readPhone(form.phone)
  const name = form.name.trim()
  const note = form.note.trim()
  if (!form.employeeId) errors.employeeId = words.person
  if (!form.phone.trim()) errors.phone = words.phoneMissing
  else if (!phone) errors.phone = words.phone
  if (name.length > longestName) errors.name = words.nameLong
  if (note.length > longestNote) errors.note = words.noteLong
  if (form.dueTime && !form.dueDay) errors.dueDay = words.timeAlone
  return {
    fields: {
      employeeId: form.employeeId,
      contactName: name || null,
      contactPhone: phone ?? '',
      note: note || null,
      dueDay: form.dueDay || null,
      dueAt: form.dueDay && form.dueTime ? new Date(instantOf(`${form.dueDay}T${form.dueTime}`, timeZone)).toISOString() : null,
    },
    errors,
  }
}

/** The server's errors by field, beside ours. */
export function placed(errors: Record<string, string[]>): FormErrors {
  const field: Record<string, keyof AssignmentForm> = { contactName: 'name', contactPhone: 'phone', dueAt: 'dueTime' }
  return Object.fromEntries(Object.entries(errors).map(([at, said]) => [field[at] ?? at, said.join(' ')]))
}
