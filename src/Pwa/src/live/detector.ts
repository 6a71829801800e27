import { type Biquad, highPass, lowPass } from './filters'
import { detection } from './limits'
import { Spectrum } from './spectrum'

export interface Listener {
  /** `at`, s of audio since the detector began: where the voice began, or was heard last. */
  voice: (on: boolean, at: number) => void
  /** `at`: where the exact zeros began, or the first sample that is none. */
  zeros: (on: boolean, at: number) => void
}

/** dB for silence that is exact. */
const nothing = -120
const decibel = (power: number): number => (power > 1e-12 ? 10 * Math.log10(power) : nothing)

/**
 * Hears whether somebody talks: voiced sound (periodic at a pitch, not flat, above an adaptive noise floor, in the band of the
 * telephone) whose level moves as syllables do. Steady noise has no pitch or does not move, impulses have no pitch. Takes
 * frames of any length and allocates nothing after its construction: it runs on the audio thread.
 */
export class Detector {
  /** Of the last 100 ms or more: mean power of the whole input, dBFS. */
  level = nothing
  speaking = false

  private readonly step: number
  private readonly rate: number
  private readonly smoothing: Biquad[]
  private readonly rumble: Biquad
  private readonly movement: Biquad[]
  private readonly spectrum = new Spectrum(detection.window)
  private readonly shortestLag: number
  private readonly longestLag: number
  private readonly history: Float32Array
  private readonly hopSeconds: number
  private readonly minima = new Float32Array(detection.floor.parts).fill(Number.POSITIVE_INFINITY)
  private readonly recent: Uint8Array

  private samples = 0
  private phase = 0
  private filled = 0
  private zeroRun = 0
  private inZeros = false
  private isAlive = false
  private power = 0
  private powerSamples = 0
  private smoothed = nothing
  private partAge = 0
  private moving = 0
  private next = 0
  private voicedHops = 0
  private firstVoiced = 0
  private lastVoiced = Number.NEGATIVE_INFINITY

  constructor(
    private readonly sampleRate: number,
    private readonly listener: Listener,
  ) {
    this.step = Math.max(1, Math.floor(sampleRate / detection.workingRate))
    this.rate = sampleRate / this.step
    this.hopSeconds = detection.hop / this.rate
    const hopRate = 1 / this.hopSeconds
    this.smoothing = [lowPass(detection.band.high, sampleRate, 0.541), lowPass(detection.band.high, sampleRate, 1.307)]
    this.rumble = highPass(detection.band.low, this.rate, Math.SQRT1_2)
    this.movement = [
      highPass(detection.syllables.low, hopRate, Math.SQRT1_2),
      lowPass(detection.syllables.high, hopRate, Math.SQRT1_2),
    ]
    this.shortestLag = Math.round(this.rate / detection.pitch.highest)
    this.longestLag = Math.round(this.rate / detection.pitch.lowest)
    this.history = new Float32Array(detection.window + this.longestLag)
    this.recent = new Uint8Array(Math.round(detection.begin.within * hopRate))
  }

  /** s of audio so far. */
  get time(): number {
    return this.samples / this.sampleRate
  }

  take(frame: Float32Array): void {
    for (let i = 0; i < frame.length; i++) this.sample(frame[i] as number)
    if (this.powerSamples >= this.sampleRate * 0.1) {
      this.level = decibel(this.power / this.powerSamples)
      this.power = 0
      this.powerSamples = 0
    }
  }

  /** The microphone gave nothing at all: that is as good as zeros. */
  miss(length: number): void {
    for (let i = 0; i < length; i++) this.sample(0)
  }

  private sample(value: number): void {
    this.count(value)
    this.power += value * value
    this.powerSamples += 1
    let low = value
    for (let i = 0; i < this.smoothing.length; i++) low = (this.smoothing[i] as Biquad).run(low)
    this.phase += 1
    if (this.phase < this.step) return
    this.phase = 0
    this.history[this.filled] = this.rumble.run(low)
    this.filled += 1
    if (this.filled < this.history.length) return
    this.hop()
    this.history.copyWithin(0, detection.hop)
    this.filled -= detection.hop
  }

  private count(value: number): void {
    this.samples += 1
    if (value !== 0) {
      this.isAlive = true
      if (this.inZeros) {
        this.inZeros = false
        this.listener.zeros(false, (this.samples - 1) / this.sampleRate)
      }
      this.zeroRun = 0
      return
    }
    this.zeroRun += 1
    // A microphone that has brought nothing yet was not taken from us.
    if (!this.isAlive || this.inZeros || this.zeroRun < detection.zeros * this.sampleRate) return
    this.inZeros = true
    this.listener.zeros(true, (this.samples - this.zeroRun) / this.sampleRate)
  }

  private hop(): void {
    const energy = decibel(this.meanPower())
    const floor = this.floor(energy)
    const voiced = this.isVoiced(energy, floor)
    const moved = this.moves(Math.max(energy, floor))
    this.decide(voiced && moved)
  }

  private meanPower(): number {
    let sum = 0
    for (let i = this.longestLag; i < this.history.length; i++) sum += (this.history[i] as number) ** 2
    return sum / detection.window
  }

  /** The lowest smoothed level of the last seconds: speech has pauses, noise has not. */
  private floor(energy: number): number {
    this.smoothed += 0.25 * (energy - this.smoothed)
    const current = this.minima[0] as number
    if (this.smoothed < current) this.minima[0] = this.smoothed
    this.partAge += this.hopSeconds
    let lowest = Number.POSITIVE_INFINITY
    for (let i = 0; i < this.minima.length; i++) lowest = Math.min(lowest, this.minima[i] as number)
    if (this.partAge >= detection.floor.part) {
      this.partAge = 0
      this.minima.copyWithin(1, 0)
      this.minima[0] = Number.POSITIVE_INFINITY
    }
    return Math.max(lowest, detection.quietest)
  }

  private isVoiced(energy: number, floor: number): boolean {
    if (energy < detection.quietest || energy < floor + detection.aboveFloor) return false
    if (this.periodicity() < detection.periodic) return false
    const flatness = this.spectrum.flatness(this.history, this.longestLag)
    return flatness >= detection.flat.least && flatness <= detection.flat.most
  }

  /** The highest normalised autocorrelation among the lags of a voice's pitch. */
  private periodicity(): number {
    const { history, longestLag } = this
    const end = history.length
    let own = 0
    for (let i = longestLag; i < end; i++) own += (history[i] as number) ** 2
    let shifted = 0
    for (let i = longestLag - this.shortestLag; i < end - this.shortestLag; i++) shifted += (history[i] as number) ** 2
    let best = 0
    for (let lag = this.shortestLag; lag <= longestLag; lag++) {
      let product = 0
      for (let i = longestLag; i < end; i++) product += (history[i] as number) * (history[i - lag] as number)
      const likeness = product / (Math.sqrt(own * shifted) + 1e-12)
      if (likeness > best) best = likeness
      const leaving = history[end - lag - 1] as number
      const entering = lag < longestLag ? (history[longestLag - lag - 1] as number) : 0
      shifted += entering * entering - leaving * leaving
    }
    return best
  }

  /** Whether the level has gone up and down lately as syllables make it. */
  private moves(level: number): boolean {
    let moved = level - detection.quietest
    for (let i = 0; i < this.movement.length; i++) moved = (this.movement[i] as Biquad).run(moved)
    this.moving += (this.hopSeconds / detection.syllables.over) * (moved * moved - this.moving)
    return Math.sqrt(this.moving) >= detection.syllables.least
  }

  private decide(voiced: boolean): void {
    const now = this.time
    this.voicedHops += (voiced ? 1 : 0) - (this.recent[this.next] as number)
    this.recent[this.next] = voiced ? 1 : 0
    this.next = (this.next + 1) % this.recent.length
    if (voiced) {
      if (now - this.lastVoiced > detection.begin.within) this.firstVoiced = now
      this.lastVoiced = now
    }
    if (!this.speaking && this.voicedHops * this.hopSeconds >= detection.begin.voiced) {
      this.speaking = true
      this.listener.voice(true, this.firstVoiced)
    } else if (this.speaking && now - this.lastVoiced >= detection.release) {
      this.speaking = false
      this.listener.voice(false, this.lastVoiced)
      this.recent.fill(0)
      this.voicedHops = 0
      this.lastVoiced = Number.NEGATIVE_INFINITY
    }
  }
}
