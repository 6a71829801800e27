import { useEffect, useState } from 'preact/hooks'
import type { AnnouncementPage, AuditRecord } from '../../contract'
import { ApiError } from '../../session/problem'
import { api } from '../../session/session'

export const announced = 'announced'

/** Of announcements, by their ids. */
export type Titles = ReadonlyMap<string, string>

/**
 * How the latest announcements are called, once an entry speaks of one: the trail has their ids alone. Older ones, and all where
 * they cannot be read, stay without a title.
 */
export function useTitles(entries: readonly AuditRecord[]): Titles {
  const [titles, setTitles] = useState<Titles>(new Map())
  const wanted = entries.find(({ action }) => action === announced)?.id
  useEffect(() => {
    if (!wanted) return
    api<AnnouncementPage>('/announcements')
      .then(({ announcements }) => setTitles(new Map(announcements.map(({ id, title }) => [id, title]))))
      .catch((failure: unknown) => {
        if (!(failure instanceof ApiError)) reportError(failure)
      })
  }, [wanted])
  return titles
}
