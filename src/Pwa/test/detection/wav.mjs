// Writes a scene for Chromium's fake microphone: node wav.mjs SCENE FILE. Prints where the call is in it, s.
import { writeFileSync } from 'node:fs'
import { scenes } from './scenes.mjs'
import { rate, toInt16 } from './speech.mjs'

const [name, file] = process.argv.slice(2)
const { samples, truth } = await scenes[name]()
const data = Buffer.from(toInt16(samples).buffer)
const head = Buffer.alloc(44)
head.write('RIFF', 0)
head.writeUInt32LE(36 + data.length, 4)
head.write('WAVEfmt ', 8)
head.writeUInt32LE(16, 16)
head.writeUInt16LE(1, 20)
head.writeUInt16LE(1, 22)
head.writeUInt32LE(rate, 24)
head.writeUInt32LE(rate * 2, 28)
head.writeUInt16LE(2, 32)
head.writeUInt16LE(16, 34)
head.write('data', 36)
head.writeUInt32LE(data.length, 40)
writeFileSync(file, Buffer.concat([head, data]))
process.stdout.write(`${JSON.stringify(truth)}\n`)
