/** A fast Fourier transform of one fixed size, a power of two, in memory of its own. */
export class Spectrum {
  private readonly re: Float32Array
  private readonly im: Float32Array
  private readonly window: Float32Array
  private readonly cos: Float32Array
  private readonly sin: Float32Array
  private readonly reversed: Uint16Array

  constructor(private readonly size: number) {
    this.re = new Float32Array(size)
    this.im = new Float32Array(size)
    this.window = Float32Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size))
    this.cos = Float32Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size))
    this.sin = Float32Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size))
    const bits = Math.log2(size)
    this.reversed = new Uint16Array(size)
    for (let i = 0; i < size; i++) {
      let mirrored = 0
      for (let bit = 0; bit < bits; bit++) mirrored |= ((i >> bit) & 1) << (bits - 1 - bit)
      this.reversed[i] = mirrored
    }
  }

  /** Geometric by arithmetic mean of the power spectrum of `size` samples from `start`: 0 one tone, 1 all frequencies alike. */
  flatness(samples: Float32Array, start: number): number {
    this.transform(samples, start)
    // Below and above, the filters decide and not the sound.
    const from = Math.ceil(this.size * 0.04)
    const to = Math.floor(this.size * 0.42)
    let logs = 0
    let sum = 0
    for (let i = from; i < to; i++) {
      const power = (this.re[i] as number) ** 2 + (this.im[i] as number) ** 2 + 1e-14
      logs += Math.log(power)
      sum += power
    }
    const count = to - from
    return Math.exp(logs / count) / (sum / count)
  }

  private transform(samples: Float32Array, start: number): void {
    const { re, im, size } = this
    for (let i = 0; i < size; i++) {
      const from = this.reversed[i] as number
      re[i] = (samples[start + from] as number) * (this.window[from] as number)
      im[i] = 0
    }
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half)
      for (let group = 0; group < size; group += 2 * half) {
        for (let k = 0; k < half; k++) this.butterfly(group + k, group + k + half, k * stride)
      }
    }
  }

  private butterfly(a: number, b: number, turn: number): void {
    const { re, im } = this
    const c = this.cos[turn] as number
    const s = this.sin[turn] as number
    const real = (re[b] as number) * c - (im[b] as number) * s
    const imaginary = (re[b] as number) * s + (im[b] as number) * c
    re[b] = (re[a] as number) - real
    im[b] = (im[a] as number) - imaginary
    re[a] = (re[a] as number) + real
    im[a] = (im[a] as number) + imaginary
  }
}
