import { signal } from '@preact/signals'
import { account, saved } from '../app/account'
import { holdOpen } from '../app/lock'
import { protectStorage } from '../app/storage'
import type { Consent } from '../contract'
import { bestType, type EndReason, record } from './recorder'
import { append, begin, keep } from './store'

/** What this page records right now. */
export interface Live {
  callId: string
  paused: boolean
  /** Asked for again by whoever shows it. */
  seconds: () => number
  stop: () => void
}

export const live = signal<Live | undefined>(undefined)
/** Why the last recording of this page ended by itself, or with its call; shown until dismissed. */
export const ended = signal<Exclude<EndReason, 'stopped'> | 'deleted' | undefined>(undefined)

export type Refusal = 'unsupported' | 'denied' | 'no-microphone' | 'busy'

/** Other pages know by it that the recording is under way. */
const lockName = (callId: string): string => `ooak-recording:${callId}`

export async function isLive(callId: string): Promise<boolean> {
  if (live.peek()?.callId === callId) return true
  return (await navigator.locks.query()).held?.some(({ name }) => name === lockName(callId)) ?? false
}

/** Asks for the microphone and records into this phone's storage. Resolves to why not, if not. */
export async function startRecording(callId: string, consent: Consent): Promise<Refusal | undefined> {
  const current = account.peek()
  const contentType = globalThis.MediaRecorder ? bestType((type) => MediaRecorder.isTypeSupported(type)) : undefined
  if (!current || live.peek()) return 'busy'
  if (!contentType || !navigator.mediaDevices) return 'unsupported'
  let stream: MediaStream
  try {
    // The voices of a loudspeaker are what is wanted here, not what these would remove.
    stream = await navigator.mediaDevices.getUserMedia({
      audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true },
    })
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return error.name === 'NotAllowedError' ? 'denied' : 'no-microphone'
  }
  // The browser may have asked for long.
  if (account.peek() !== current) return silence(stream)
  ended.value = undefined
  const { db, underWay } = current
  const letGo = hold(callId)
  const nothing = { seconds: 0, size: 0, chunks: 0, attempts: 0 }
  try {
    await begin(db, { callId, contentType, consent, startedAt: Date.now(), state: 'recording', ...nothing })
  } catch (error) {
    silence(stream)
    letGo()
    throw error
  }
  let kept = () => {}
  const over = new Promise<void>((resolve) => {
    kept = resolve
  })
  const { stop, seconds } = record({
    stream,
    contentType,
    now: () => performance.now(),
    create: (source, options) => new MediaRecorder(source, options),
    save: (chunk, heard) => append(db, callId, chunk, heard),
    onChange: ({ paused }) => {
      if (live.value?.callId === callId) live.value = { ...live.value, paused }
    },
    onEnd: (why) => {
      if (why !== 'stopped') ended.value = why
      keep(db, callId)
        .finally(() => {
          live.value = undefined
          underWay.delete(finish)
          letGo()
          kept()
        })
        .then(saved)
        .catch((error: unknown) => account.peek() === current && reportError(error))
    },
  })
  const finish = () => {
    stop()
    return over
  }
  underWay.add(finish)
  live.value = { callId, paused: false, seconds, stop }
  void protectStorage()
  return undefined
}

function silence(stream: MediaStream): undefined {
  for (const track of stream.getTracks()) track.stop()
}

/** Until it ends, the app does not lock, the screen stays on, and no other page takes it for cut off. */
function hold(callId: string): () => void {
  const close = holdOpen('recording')
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  navigator.locks.request(lockName(callId), () => released).catch((error: unknown) => reportError(error))
  // Not every browser has it, and none gives it to a page in the background.
  const awake = navigator.wakeLock?.request('screen').catch(() => undefined)
  return () => {
    close()
    release()
    void awake?.then((sentinel) => sentinel?.release())
  }
}
