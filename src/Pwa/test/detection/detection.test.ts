import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Studio } from './chromium'
import { callsOf, type Found, type Scene } from './detect'
import { scenes } from './scenes.mjs'
import { rate } from './speech.mjs'

/** s: how far start and end may be from the truth. */
const tolerance = 1.5
/** Scenes whose sound another device's clock would bring, Hz: the rest runs at 48,000. */
const otherRates: Record<string, number> = { short: 44_100, minute: 16_000 }
const sampleRateOf = (key: string): number => otherRates[key] ?? 48_000

/** The table needs all scenes; every run of the tests, those that say most in the least time. */
const table = process.env.DETECTION_TABLE
const chosen = table ? Object.keys(scenes) : ['short', 'talk10', 'zeros', 'fan', 'impulses', 'strokes', 'buzz', 'beeps']

let studio: Studio
const rows: string[] = []

beforeAll(async () => {
  studio = await Studio.open()
}, 60_000)

afterAll(async () => {
  await studio?.close()
  if (table) writeFileSync(table, report())
})

describe.each(chosen)('live mode, %s', (key) => {
  it('hears what there is', { timeout: 120_000 }, async () => {
    const make = scenes[key]
    if (!make) throw new Error(`There is no scene ${key}.`)
    const scene: Scene = await make()
    const found = callsOf(await studio.listen(scene.samples, sampleRateOf(key)))
    rows.push(row(key, scene, found))
    // Voices alone are never more than a draft.
    expect(found.every(({ sure }) => !sure)).toBe(true)
    if (!scene.counts) return
    expect(found.length, scene.name).toBe(scene.truth ? 1 : 0)
    const [call] = found
    if (!call || !scene.truth) return
    expect(Math.abs(call.start - scene.truth.start)).toBeLessThan(tolerance)
    expect(Math.abs(call.end - scene.truth.end)).toBeLessThan(tolerance)
  })
})

const signed = (seconds: number): string => `${seconds < 0 ? '−' : '+'}${Math.abs(seconds).toFixed(2)} s`

function row(key: string, { name, samples, truth, counts }: Scene, found: Found[]): string {
  const length = `${Math.round(samples.length / rate)} s`
  const [call] = found
  const off = truth && call ? `${signed(call.start - truth.start)} | ${signed(call.end - truth.end)}` : '– | –'
  const drafts = counts
    ? `${found.length}`
    : `${found.length} (${found.map(({ start, end }) => `${Math.round(end - start)} s`).join(', ') || 'none'})`
  return `| ${name} | ${length} | ${sampleRateOf(key)} Hz | ${truth ? 1 : counts ? 0 : 'reported'} | ${drafts} | ${off} |`
}

const report = (): string => `# What live mode hears

Sound that the tests make (speech by eSpeak NG 1.0.2 from npm, noise from seeds) runs through the app's own AudioWorklet in an
OfflineAudioContext of headless Chromium; what the worklet reports goes through the app's own state machine. The goal: start and
end within ${tolerance} s of the truth, no call in ten minutes of noise. Several people talking and a television are voices: they may
become drafts, which count only once the person confirms them, and are reported here.

    cd src/Pwa && DETECTION_TABLE=../../benchmarks/detection.md npx vitest run test/detection

${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node.js ${process.version}, Chromium ${studio.version}. The near voice is at −20 dBFS, the other side 10 dB quieter and
band-limited as by a telephone; the decibels of the conversations are the near voice over the noise. Six synthetic voices are not
all people, and no real room or handset is among them.

| scene | length | audio thread | calls there | drafts heard | start off by | end off by |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
