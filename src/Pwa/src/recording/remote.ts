import type { RecordingLink } from '../contract'
import { ApiError } from '../session/problem'
import { api } from '../session/session'

/** The recording of a call as the server has it. `employeeId`: for a manager, whose call it is. */
export function remoteRecording(callId: string, employeeId?: string) {
  const link = (download: boolean): Promise<RecordingLink> => {
    const query = new URLSearchParams({ ...(employeeId && { employeeId }), ...(download && { download: '1' }) })
    return api<RecordingLink>(`/calls/${callId}/recording?${query}`)
  }
  return {
    async load(): Promise<Blob> {
      const { url } = await link(false)
      const response = await fetch(url).catch(() => undefined)
      if (!response) throw new ApiError('offline', 0)
      // Deleted in the seconds since the link was made, or the link is too old: asking again tells which.
      if (!response.ok) throw new ApiError('unavailable', response.status)
      return response.blob()
    },
    async download(): Promise<void> {
      const { url } = await link(true)
      const anchor = document.createElement('a')
      anchor.href = url
      anchor.click()
    },
  }
}
