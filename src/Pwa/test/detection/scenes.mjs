// What live mode listens to in the tests, and what it ought to find there.
import { amplitude, at, beeps, buzz, fan, impulses, loudness, music, pink, random, strokes, white } from './noise.mjs'
import { people, rate, say, sentences } from './speech.mjs'

/** dBFS of somebody who talks into the microphone, while they talk. */
const near = -20
/** dB: how much quieter the other side comes out of a receiver or a loudspeaker. */
const farther = 10

/** @typedef {{ name: string, samples: Float32Array, truth: { start: number, end: number } | null, counts: boolean }} Scene
 * `truth`: s; `counts`: whether a call that is found there without truth is a mistake, or only reported. */

/** s of a quiet room behind the scenes that have no end of their own: longer than the hangover. */
const afterwards = 20
const silent = (seconds, seed) => at(-75, white(seconds, seed))

function mix(into, samples, from, gain) {
  const first = Math.round(from * rate)
  for (let i = 0; i < samples.length && first + i < into.length; i++) into[first + i] += samples[i] * gain
}

/** The telephone's band, roughly: what the other side has gone through. */
function telephone(samples) {
  const high = Math.exp((-2 * Math.PI * 300) / rate)
  const low = 1 - Math.exp((-2 * Math.PI * 3_000) / rate)
  let [before, passed, smooth] = [0, 0, 0]
  return samples.map((value) => {
    passed = high * (passed + value - before)
    before = value
    smooth += low * (passed - smooth)
    return smooth
  })
}

/** Two people take turns, with pauses to think and one longer wait. `noise`: dB below the near voice. */
async function conversation(seconds, { noise, seed, lead, tail }) {
  const next = random(seed)
  const sound = at(near - noise, pink(lead + seconds + tail, seed + 1))
  const hiss = at(near - noise - 6, white(lead + seconds + tail, seed + 2))
  mix(sound, hiss, 0, 1)
  let clock = lead
  let end = lead
  for (let turn = 0; clock < lead + seconds - 6; turn++) {
    const isNear = turn % 2 === 0
    const said = await say(isNear ? 'anna' : 'ben', sentences[turn % sentences.length])
    const heard = isNear ? said : telephone(said)
    mix(sound, heard, clock, (amplitude(near) / loudness(heard)) * (isNear ? 1 : amplitude(-farther)))
    end = clock + heard.length / rate
    clock = end + 0.3 + 1.2 * next() + (turn % 10 === 9 ? 6 : 0)
  }
  return { samples: sound, truth: { start: lead, end } }
}

/** Several people who talk at the same time, none of them into the microphone. */
async function babble(seconds, seed) {
  const next = random(seed)
  const sound = silent(seconds + afterwards, seed + 1)
  for (const person of Object.keys(people)) {
    let clock = next() * 2
    while (clock < seconds) {
      const said = await say(person, sentences[Math.floor(next() * sentences.length)])
      mix(sound, said, clock, amplitude(-32) / loudness(said))
      clock += said.length / rate + next() * 1.5
    }
  }
  return sound
}

/** Voices that the noise of the room covers. */
async function murmur(seconds, seed) {
  const sound = at(-38, pink(seconds, seed))
  mix(sound, await babble(seconds, seed + 2), 0, amplitude(-10))
  return sound
}

/** Somebody reads the news, music in between and underneath. */
async function television(seconds, seed) {
  const next = random(seed)
  const sound = silent(seconds + afterwards, seed + 1)
  mix(sound, at(-45, music(seconds, seed)), 0, 1)
  let clock = 1
  while (clock < seconds) {
    for (let i = 0; i < 4; i++) {
      const said = await say(i < 2 ? 'dan' : 'clara', sentences[Math.floor(next() * sentences.length)])
      mix(sound, said, clock, amplitude(-30) / loudness(said))
      clock += said.length / rate + 0.2 + 0.4 * next()
    }
    const jingle = Math.max(0, Math.min(8, seconds - clock))
    if (jingle > 1) mix(sound, at(-32, music(jingle, seed + Math.round(clock))), clock, 1)
    clock += 8
  }
  return sound
}

/** Ten minutes of a workplace where nobody talks: each noise for a while, from one to the next without a warning. */
function tenMinutes(seed) {
  const kinds = [
    (seconds, s) => at(-40, white(seconds, s)),
    (seconds, s) => at(-30, pink(seconds, s)),
    (seconds, s) => at(-35, fan(seconds, s)),
    (seconds, s) => impulses(seconds, s),
    (seconds, s) => at(-50, pink(seconds, s)),
    (seconds, s) => silent(seconds, s),
  ]
  const parts = Array.from({ length: 30 }, (_, i) => kinds[i % kinds.length](20, seed + i))
  const sound = new Float32Array(600 * rate)
  for (const [i, part] of parts.entries()) mix(sound, part, i * 20, 1)
  return sound
}

const none = (name, samples, counts = true) => ({ name, samples, truth: null, counts })
const talk = (noise) => async () => ({
  name: `conversation of 3 minutes, ${noise} dB over the noise`,
  counts: true,
  ...(await conversation(180, { noise, seed: 40 + noise, lead: 20, tail: 30 })),
})

/** By name; each makes its scene when it is called. @type {Record<string, () => Scene | Promise<Scene>>} */
export const scenes = {
  zeros: () => none('digital silence', new Float32Array(60 * rate)),
  silence: () => none('a quiet room', silent(60, 1)),
  white: () => none('white noise', at(-35, white(60, 2))),
  pink: () => none('pink noise', at(-30, pink(60, 3))),
  fan: () => none('a fan', at(-35, fan(60, 4))),
  impulses: () => none('keys, doors, cups', impulses(60, 5)),
  strokes: () => none('sweeping, sanding', strokes(60, 12)),
  buzz: () => none('a machine, on and off', buzz(60, 13)),
  murmur: async () => none('talk in the next room, under the noise', await murmur(60, 14)),
  beeps: () => none('signal tones', beeps(60, 11)),
  noise: () => none('10 minutes of noise', tenMinutes(6)),
  talk30: talk(30),
  talk20: talk(20),
  talk10: talk(10),
  babble: async () => none('several people talking', await babble(160, 7), false),
  television: async () => none('a television', await television(160, 8), false),
  /** For the microphone: one minute, whole. */
  minute: async () => ({
    name: 'a call within a minute',
    counts: true,
    ...(await conversation(32, { noise: 25, seed: 9, lead: 6, tail: 22 })),
  }),
  /** Short enough for every run of the tests. */
  short: async () => ({
    name: 'conversation of 45 s, 10 dB over the noise',
    counts: true,
    ...(await conversation(45, { noise: 10, seed: 10, lead: 8, tail: 20 })),
  }),
}
