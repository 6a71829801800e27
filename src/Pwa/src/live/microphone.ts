import { type Asked, type Heard, processorName } from './messages'
import workletUrl from './worklet?worker&url'

/** The phone's microphone and the audio thread that listens to it. No sound is kept, and none leaves the audio thread. */
export interface Microphone {
  /** Somebody looks at the level. */
  watch: (watched: boolean) => void
  /** Asks for the microphone again, after the system took it for good. Throws like `openMicrophone`. */
  reopen: () => Promise<void>
  close: () => void
}

export interface MicrophoneEvents {
  heard: (heard: Heard) => void
  muted: (muted: boolean) => void
  ended: () => void
  interrupted: (interrupted: boolean) => void
}

/** As it is: what makes voices clearer for people takes the far side of a call away. */
const constraints: MediaStreamConstraints = {
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
}

/** Audio Session API, a W3C draft; Safari has it. */
interface AudioSession extends EventTarget {
  readonly state: 'inactive' | 'active' | 'interrupted'
}

/** Throws a DOMException: `problemOf` knows what each means. */
export async function openMicrophone(events: MicrophoneEvents): Promise<Microphone> {
  const ends = new AbortController()
  const { signal } = ends
  let stream = await navigator.mediaDevices.getUserMedia(constraints)
  const context = new AudioContext({ latencyHint: 'playback' })
  const stop = () => {
    ends.abort()
    for (const track of stream.getTracks()) track.stop()
    if (context.state !== 'closed') context.close().catch((error: unknown) => reportError(error))
  }
  try {
    await context.audioWorklet.addModule(workletUrl)
    await context.resume()
  } catch (error) {
    stop()
    throw error
  }
  const worklet = new AudioWorkletNode(context, processorName, { numberOfInputs: 1, numberOfOutputs: 0 })
  worklet.port.onmessage = ({ data }: MessageEvent<Heard>) => events.heard(data)
  let source = attach()

  function attach(): MediaStreamAudioSourceNode {
    const [track] = stream.getAudioTracks()
    track?.addEventListener('mute', () => events.muted(true), { signal })
    track?.addEventListener('unmute', () => events.muted(false), { signal })
    track?.addEventListener('ended', () => events.ended(), { signal })
    const node = new MediaStreamAudioSourceNode(context, { mediaStream: stream })
    node.connect(worklet)
    return node
  }

  const session = (navigator as Navigator & { audioSession?: AudioSession }).audioSession
  session?.addEventListener?.('statechange', () => events.interrupted(session.state === 'interrupted'), { signal })
  // Safari says it of the context as well.
  const follow = () => {
    const state: string = context.state
    if (!session) events.interrupted(state === 'interrupted')
    if (state === 'suspended') context.resume().catch((error: unknown) => reportError(error))
  }
  context.addEventListener('statechange', follow, { signal })

  return {
    watch: (watched) => worklet.port.postMessage({ watched } satisfies Asked),
    reopen: async () => {
      const fresh = await navigator.mediaDevices.getUserMedia(constraints)
      if (signal.aborted) {
        for (const track of fresh.getTracks()) track.stop()
        return
      }
      source.disconnect()
      stream = fresh
      source = attach()
    },
    close: stop,
  }
}
