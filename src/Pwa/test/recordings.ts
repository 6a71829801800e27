import type { LocalRecording } from '../src/recording/store'

export const recordingOf = (callId: string, changes: Partial<LocalRecording> = {}): LocalRecording => ({
  callId,
  contentType: 'audio/webm;codecs=opus',
  consent: { mode: 'notice', at: '2026-11-22T11:55:00.000Z' },
  startedAt: Date.parse('2026-11-22T11:55:00.000Z'),
  seconds: 0,
  size: 0,
  chunks: 0,
  state: 'recording',
  attempts: 0,
  ...changes,
})
