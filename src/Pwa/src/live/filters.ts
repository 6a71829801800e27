/** One second-order section, transposed direct form II. */
export class Biquad {
  private first = 0
  private second = 0

  constructor(
    private readonly b0: number,
    private readonly b1: number,
    private readonly b2: number,
    private readonly a1: number,
    private readonly a2: number,
  ) {}

  run(value: number): number {
    const out = this.b0 * value + this.first
    this.first = this.b1 * value - this.a1 * out + this.second
    this.second = this.b2 * value - this.a2 * out
    return out
  }
}

/** Coefficients as in the Audio EQ Cookbook (W3C Note); `frequency` and `rate` in Hz. */
export function lowPass(frequency: number, rate: number, q: number): Biquad {
  const { cos, alpha, a0 } = shape(frequency, rate, q)
  const side = (1 - cos) / 2 / a0
  return new Biquad(side, 2 * side, side, (-2 * cos) / a0, (1 - alpha) / a0)
}

export function highPass(frequency: number, rate: number, q: number): Biquad {
  const { cos, alpha, a0 } = shape(frequency, rate, q)
  const side = (1 + cos) / 2 / a0
  return new Biquad(side, -2 * side, side, (-2 * cos) / a0, (1 - alpha) / a0)
}

function shape(frequency: number, rate: number, q: number) {
  const omega = (2 * Math.PI * Math.min(frequency, rate * 0.49)) / rate
  const alpha = Math.sin(omega) / (2 * q)
  return { cos: Math.cos(omega), alpha, a0: 1 + alpha }
}
