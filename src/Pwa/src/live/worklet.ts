import { Detector } from './detector'
import { detection } from './limits'
import { type Asked, processorName } from './messages'

/** The audio thread's globals, which TypeScript's DOM library lacks. */
declare const sampleRate: number
declare class AudioWorkletProcessor {
  readonly port: MessagePort
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void

/** Samples of one render quantum. */
const quantum = 128

/** The detector on the audio thread. Its messages are made once and filled in: nothing here is left for the garbage collector. */
class VoiceProcessor extends AudioWorkletProcessor {
  private readonly heard = { kind: 'voice', on: false, at: 0 }
  private readonly level = { kind: 'level', level: 0, speaking: false, at: 0 }
  private readonly detector = new Detector(sampleRate, {
    voice: (on, at) => this.tell('voice', on, at),
    zeros: (on, at) => this.tell('zeros', on, at),
  })
  private every: number = detection.report.unwatched
  private reported = 0

  constructor() {
    super()
    this.port.onmessage = ({ data }: MessageEvent<Asked>) => {
      this.every = data.watched ? detection.report.watched : detection.report.unwatched
    }
  }

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0]
    if (channel) this.detector.take(channel)
    else this.detector.miss(quantum)
    const { time } = this.detector
    if (time - this.reported >= this.every) {
      this.reported = time
      this.level.level = this.detector.level
      this.level.speaking = this.detector.speaking
      this.level.at = time
      this.port.postMessage(this.level)
    }
    return true
  }

  private tell(kind: string, on: boolean, at: number): void {
    this.heard.kind = kind
    this.heard.on = on
    this.heard.at = at
    this.port.postMessage(this.heard)
  }
}

registerProcessor(processorName, VoiceProcessor)
