// Speech for the tests, made by eSpeak NG: people who say sentences, as mono samples at `rate`.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ESpeakNg from 'espeak-ng'

/** Samples a second of all scenes. */
export const rate = 16_000

const cache = join(dirname(fileURLToPath(import.meta.url)), '../../../../artifacts/speech')

/** eSpeak's voice, words a minute, pitch 0…99. */
export const people = {
  anna: { voice: 'en-us+f3', speed: 165, pitch: 55 },
  ben: { voice: 'en-gb', speed: 150, pitch: 40 },
  clara: { voice: 'de+f2', speed: 160, pitch: 60 },
  dan: { voice: 'en-us+m3', speed: 180, pitch: 30 },
  eva: { voice: 'es+f4', speed: 175, pitch: 65 },
  finn: { voice: 'en-gb-scotland+m5', speed: 155, pitch: 45 },
}

export const sentences = [
  'Good morning, this is about the price list that you sent us last week.',
  'Yes, of course, I have it here in front of me.',
  'Could the delivery be moved to Thursday? Our driver is away on Wednesday.',
  'Let me see. Thursday would work for us, before noon.',
  'And the second pallet, is that still missing?',
  'It left the warehouse yesterday, so it ought to be with you tomorrow.',
  'Wonderful. Then I will tell my colleague in the shop.',
  'Is there anything else that I can do for you?',
  'No, that was all. Thank you very much for your help.',
  'Hm, one moment please, somebody is at the door.',
  'Okay.',
  'All right, then goodbye, and have a nice day.',
]

/** What `person` says; made once, then read from the build's artifacts. */
export async function say(person, sentence) {
  const { voice, speed, pitch } = people[person]
  const name = createHash('sha256')
    .update(JSON.stringify([voice, speed, pitch, sentence, rate]))
    .digest('hex')
    .slice(0, 24)
  const file = join(cache, `${name}.pcm`)
  try {
    const bytes = readFileSync(file)
    return fromInt16(new Int16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)))
  } catch (error) {
    if (error.code !== 'ENOENT') throw error
  }
  const espeak = await ESpeakNg({
    arguments: ['-w', 'out.wav', '-v', voice, '-s', `${speed}`, '-p', `${pitch}`, sentence],
    print() {},
  })
  const made = trimmed(resampled(readWav(espeak.FS.readFile('out.wav')), rate))
  if (made.length < rate / 10) throw new Error(`eSpeak NG said nothing for ${voice}.`)
  mkdirSync(cache, { recursive: true })
  // Another test may be making the same one.
  writeFileSync(`${file}.${process.pid}`, toInt16(made))
  renameSync(`${file}.${process.pid}`, file)
  return made
}

export const toInt16 = (samples) => Int16Array.from(samples, (value) => Math.max(-1, Math.min(1, value)) * 32_767)
const fromInt16 = (samples) => Float32Array.from(samples, (value) => value / 32_767)

/** 16-bit mono as eSpeak NG writes it; the length in its header may be that of an endless stream. */
function readWav(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const samples = Float32Array.from({ length: (bytes.length - 44) >> 1 }, (_, i) => view.getInt16(44 + 2 * i, true) / 32_768)
  return { samples, rate: view.getUint32(24, true) }
}

/** Band-limited interpolation with 16 neighbours on each side. */
function resampled({ samples, rate: from }, to) {
  const cut = Math.min(1, to / from) * 0.95
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, n) => {
    const at = (n * from) / to
    const middle = Math.floor(at)
    let sum = 0
    for (let i = Math.max(0, middle - 15); i <= Math.min(samples.length - 1, middle + 16); i++) {
      const x = at - i
      const sinc = x === 0 ? cut : Math.sin(Math.PI * cut * x) / (Math.PI * x)
      sum += samples[i] * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / 17))
    }
    return sum
  })
}

/** Without the silence around it: the truth of a scene is where sound begins and ends. */
function trimmed(samples) {
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const isSound = (value) => Math.abs(value) > loudest * 0.03
  return samples.slice(samples.findIndex(isSound), samples.findLastIndex(isSound) + 1)
}
