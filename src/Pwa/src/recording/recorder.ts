import { bitsPerSecond, largest, timeslice } from './limits'

/** Of what this browser can record, the first that the server takes. */
export function bestType(isSupported: (type: string) => boolean): string | undefined {
  return ['audio/mp4', 'audio/webm;codecs=opus', 'audio/webm'].find(isSupported)
}

export interface RecorderPorts {
  stream: MediaStream
  contentType: string
  /** Monotonic, ms. */
  now: () => number
  create: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder
  /** Durable when it resolves. `seconds`: recorded so far. */
  save: (chunk: ArrayBuffer, seconds: number) => Promise<void>
  onChange: (state: RecorderState) => void
  /** Once, after the last chunk is saved or could not be. */
  onEnd: (why: EndReason) => void
}

export interface RecorderState {
  /** The system has the microphone. */
  paused: boolean
  seconds: number
}

/** `taken`: the microphone is gone for good. `full`: no room for more. */
export type EndReason = 'stopped' | 'taken' | 'long' | 'full' | 'failed'

/** Saves what a microphone hears, chunk by chunk, and rests while the system has the microphone. */
export function record(ports: RecorderPorts): { stop: () => void; seconds: () => number } {
  const { stream, now } = ports
  const recorder = ports.create(stream, { mimeType: ports.contentType, audioBitsPerSecond: bitsPerSecond })
  let why: EndReason = 'stopped'
  let before = 0
  let since: number | undefined = now()
  let saving = Promise.resolve()
  let size = 0

  const seconds = (): number => Math.floor((before + (since === undefined ? 0 : now() - since)) / 1_000)
  const end = (reason: EndReason): void => {
    if (recorder.state === 'inactive') return
    why = reason
    recorder.stop()
  }
  const rest = (): void => {
    if (recorder.state !== 'recording') return
    recorder.pause()
    before += now() - (since ?? now())
    since = undefined
    ports.onChange({ paused: true, seconds: seconds() })
  }
  const goOn = (): void => {
    if (recorder.state !== 'paused') return
    recorder.resume()
    since = now()
    ports.onChange({ paused: false, seconds: seconds() })
  }

  recorder.ondataavailable = ({ data }) => {
    if (data.size === 0) return
    const heard = seconds()
    size += data.size
    // One after the other: the order of chunks is the recording.
    saving = saving
      .then(async () => ports.save(await data.arrayBuffer(), heard))
      .catch((error: unknown) => {
        end(error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'failed')
        if (why === 'failed') reportError(error)
      })
    if (size > largest) end('long')
  }
  recorder.onstop = () => {
    for (const track of stream.getTracks()) track.stop()
    void saving.then(() => ports.onEnd(why))
  }
  recorder.onerror = () => end('failed')
  const [track] = stream.getAudioTracks()
  track?.addEventListener('mute', rest)
  track?.addEventListener('unmute', goOn)
  track?.addEventListener('ended', () => end('taken'))
  recorder.start(timeslice)
  if (track?.muted) rest()
  return { stop: () => end('stopped'), seconds }
}
