import { text } from '../i18n'
import { detail } from '../i18n/detail'
import { syncing } from '../i18n/sync'
import { dateTime, duration } from '../lib/format'
import { timeZone } from './account'

const names: Record<string, string> = {
  ...syncing.page.fields,
  contactName: text.log.name,
  contactPhone: text.log.phone,
  duration: detail.length,
  notes: detail.notes,
  outcome: detail.outcome,
  startedAt: detail.when,
  private: detail.private,
}

/** A call's field as people know it; one of a newer server by its own name. */
export const fieldName = (field: string): string => names[field] ?? field

/** A field's value as people read it. */
export function said(field: string, value: unknown): string {
  if (value === null || value === undefined || value === '') return syncing.page.nothing
  if (typeof value === 'boolean') return value ? syncing.page.yes : syncing.page.no
  if (field === 'startedAt') return dateTime(String(value), timeZone())
  if (field === 'duration') return duration(Number(value))
  const names: Record<string, string> = field === 'status' ? text.status : field === 'callType' ? text.callType : {}
  return names[String(value)] ?? String(value)
}
