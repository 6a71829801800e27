/** Samples a second that the waveform is drawn from: loudness needs no more. */
const rate = 8_000

export interface Sound {
  /** Loudest sample of each of `bars` equal parts, 0…1, the loudest of all being 1. */
  peaks: number[]
  /** Seconds. */
  duration: number
}

export function peaksOf(samples: Float32Array, bars: number): number[] {
  const peaks = Array.from({ length: bars }, (_, bar) => {
    const from = Math.floor((bar * samples.length) / bars)
    const to = Math.floor(((bar + 1) * samples.length) / bars)
    let peak = 0
    for (let i = from; i < to; i++) peak = Math.max(peak, Math.abs(samples[i] ?? 0))
    return peak
  })
  const loudest = Math.max(...peaks)
  return loudest > 0 ? peaks.map((peak) => peak / loudest) : peaks
}

/** undefined: this browser plays it, or not, but does not decode it here. */
export async function listen(file: Blob, bars: number): Promise<Sound | undefined> {
  try {
    const decoded = await new OfflineAudioContext(1, 1, rate).decodeAudioData(await file.arrayBuffer())
    return { peaks: peaksOf(decoded.getChannelData(0), bars), duration: decoded.duration }
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
