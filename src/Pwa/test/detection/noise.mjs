// Sounds that are no call. Seeded: the same each time.
import { rate } from './speech.mjs'

/** Uniform in 0…1 (mulberry32). */
export function random(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Root mean square of what sounds, without pauses. */
export function loudness(samples) {
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  let sum = 0
  let count = 0
  for (const value of samples) {
    if (Math.abs(value) < loudest * 0.02) continue
    sum += value * value
    count += 1
  }
  return Math.sqrt(sum / Math.max(count, 1))
}

export const amplitude = (decibel) => 10 ** (decibel / 20)
const make = (seconds, sample) => Float32Array.from({ length: Math.round(seconds * rate) }, (_, i) => sample(i))

/** `level`: dBFS, root mean square. */
export function at(level, samples) {
  const power = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length)
  return samples.map((value) => (value * amplitude(level)) / power)
}

export function white(seconds, seed) {
  const next = random(seed)
  return make(seconds, () => next() + next() + next() - 1.5)
}

/** Paul Kellet's economy filter: −3 dB an octave within 0.5 dB. */
export function pink(seconds, seed) {
  const next = random(seed)
  let [a, b, c] = [0, 0, 0]
  return make(seconds, () => {
    const w = next() * 2 - 1
    a = 0.99765 * a + w * 0.099046
    b = 0.963 * b + w * 0.2965164
    c = 0.57 * c + w * 1.0526913
    return a + b + c + w * 0.1848
  })
}

/** A fan: the mains' hum with its harmonics, blades, moving air that swells slowly. */
export function fan(seconds, seed) {
  const air = pink(seconds, seed)
  const turn = (2 * Math.PI) / rate
  return air.map((breath, i) => {
    let hum = 0
    for (let k = 1; k <= 8; k++) hum += Math.sin(turn * 100 * k * i + k) / k
    const blades = Math.sin(turn * 23.3 * i) * Math.sin(turn * 480 * i)
    return breath * (1 + 0.3 * Math.sin(turn * 0.4 * i)) + 0.6 * hum + 0.15 * blades
  })
}

/** Keys, doors and cups: bursts that die away, some of them with the tone of what was hit. */
export function impulses(seconds, seed) {
  const next = random(seed)
  const sound = at(-62, pink(seconds, seed + 1))
  let from = 0
  while (from < sound.length) {
    const door = next() < 0.15
    const length = door ? 0.25 : 0.01 + 0.04 * next()
    const tone = door ? 90 + 150 * next() : 900 + 2_500 * next()
    const loud = amplitude(door ? -8 : -20 - 10 * next())
    const ring = next() * 0.6
    for (let i = 0; i < length * rate * 5 && from + i < sound.length; i++) {
      const fades = Math.exp(-i / (length * rate * 0.4))
      sound[from + i] += loud * fades * ((1 - ring) * (next() * 2 - 1) + ring * Math.sin((2 * Math.PI * tone * i) / rate))
    }
    // Typing comes in runs.
    from += Math.round(rate * (next() < 0.7 ? 0.09 + 0.2 * next() : 0.5 + 3 * next()))
  }
  return sound
}

/** A tune: chords that change, a melody above them. */
export function music(seconds, seed) {
  const next = random(seed)
  const chord = () => [0, 4, 7].map((step) => 220 * 2 ** ((step + Math.floor(next() * 5) * 2) / 12))
  const beat = Math.round(rate * 0.42)
  let tones = chord()
  let melody = 440
  return make(seconds, (i) => {
    if (i % (beat * 4) === 0) tones = chord()
    if (i % beat === 0) melody = 440 * 2 ** (Math.floor(next() * 12) / 12)
    const pluck = Math.exp(-(i % beat) / (rate * 0.2))
    const voice = (frequency) => [1, 2, 3].reduce((sum, k) => sum + Math.sin((2 * Math.PI * frequency * k * i) / rate) / k, 0)
    return tones.reduce((sum, frequency) => sum + 0.4 * voice(frequency), 0) + pluck * voice(melody)
  })
}

/** Alarms and signals: tones that come and go, in a room that is not silent. */
export function beeps(seconds, seed) {
  const room = at(-58, pink(seconds, seed))
  return room.map((breath, i) => {
    const second = i / rate
    const on = second % 4 < 1.6 && second % 0.4 < 0.25
    const tone = Math.sin(2 * Math.PI * 950 * second) + 0.5 * Math.sin(2 * Math.PI * 1_400 * second)
    return breath + (on ? 0.05 * tone : 0)
  })
}

/** Sweeping or sanding: a narrow band of noise, as loud and as often as syllables. */
export function strokes(seconds, seed) {
  const room = at(-58, pink(seconds, seed + 1))
  const radius = 0.8
  const turn = 2 * radius * Math.cos((2 * Math.PI * 900) / rate)
  let [before, first] = [0, 0]
  const narrow = white(seconds, seed).map((value) => {
    const out = value + turn * before - radius * radius * first
    first = before
    before = out
    return out
  })
  return at(
    -28,
    narrow.map((value, i) => value * (0.5 - 0.5 * Math.cos((2 * Math.PI * 3.5 * i) / rate))),
  ).map((value, i) => value + room[i])
}

/** A machine that runs for a while, again and again: as many harmonics as a voice, and none of its movement. */
export function buzz(seconds, seed) {
  const room = at(-58, pink(seconds, seed))
  return room.map((breath, i) => {
    const second = i / rate
    if (second % 12 > 8) return breath
    let hum = 0
    for (let k = 1; k <= 24; k++) hum += Math.sin(2 * Math.PI * 125 * k * second + k * k) / Math.sqrt(k)
    return breath * 2 + 0.02 * hum
  })
}
