import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { canonical, mergeLine } from './mergeCases'

/**
 * The 10,000 cases of tests/vectors/merge.json: C# comes to the same outcomes (tests/Lambdas/Product/MergeVectorTests.cs).
 * MERGE_CASE=17 shows a case as this side sees it; MERGE_VECTORS=write writes the file anew.
 */

interface Vectors {
  blocks: { sha256: string; hints: string }[]
  readable: Parameters<typeof canonical>[0][]
}

const file = new URL('../../../tests/vectors/merge.json', import.meta.url)
const perBlock = 100
const blocks = 100
const readable = 20

const block = (number: number): string[] => Array.from({ length: perBlock }, (_, i) => mergeLine(number * perBlock + i))

async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** One byte for each case, to find the one that differs. */
const hintsOf = async (lines: string[]): Promise<string> =>
  (await Promise.all(lines.map(async (line) => (await sha256(line)).slice(0, 2)))).join('')

async function written(): Promise<Vectors> {
  const lines = Array.from({ length: blocks }, (_, number) => block(number))
  const telling = lines.flat().filter((line) => line.length < 2_000 && line.includes('"conflicts":[{"field":"notes"'))
  return {
    blocks: await Promise.all(lines.map(async (each) => ({ sha256: await sha256(each.join('\n')), hints: await hintsOf(each) }))),
    readable: telling.slice(0, readable).map((line) => JSON.parse(line)),
  }
}

if (process.env.MERGE_VECTORS === 'write') {
  const json = JSON.stringify(await written(), null, 2)
  // Escaped, so that one can see what only looks alike.
  writeFileSync(file, `${json.replace(/[^\n -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`)
}
const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vectors

describe('merge vectors', { timeout: 30_000 }, () => {
  it('are 10,000', () => expect(vectors.blocks.length * perBlock).toBe(10_000))

  it('have the same outcomes as in C#', async () => {
    for (const [number, expected] of vectors.blocks.entries()) {
      const lines = block(number)
      if ((await sha256(lines.join('\n'))) === expected.sha256) continue
      const hints = await hintsOf(lines)
      const at = lines.findIndex((_, i) => hints.slice(2 * i, 2 * i + 2) !== expected.hints.slice(2 * i, 2 * i + 2))
      if (at < 0) throw new Error(`A case of ${number * perBlock} to ${number * perBlock + perBlock - 1} differs.`)
      throw new Error(`Case ${number * perBlock + at} is here:\n${lines[at]}`)
    }
  })

  it('have the outcomes that people can read', () => {
    expect(vectors.readable).toHaveLength(readable)
    for (const expected of vectors.readable) {
      const { case: number } = expected as { case: number }
      expect(JSON.parse(mergeLine(number))).toEqual(expected)
      expect(mergeLine(number)).toBe(canonical(expected))
    }
  })

  it.runIf(process.env.MERGE_CASE)('show one case when asked', () => {
    throw new Error(mergeLine(Number(process.env.MERGE_CASE)))
  })
})
