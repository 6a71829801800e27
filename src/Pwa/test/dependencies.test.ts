import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const src = fileURLToPath(new URL('../src/', import.meta.url))

/** Each folder's imports of other folders; of a path out of src, its first part is `..`. */
function imports(): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>()
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))) {
    const folder = file.split('/')[0] ?? ''
    const others = known.get(folder) ?? new Set()
    known.set(folder, others)
    for (const [, path = ''] of readFileSync(join(src, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)) {
      const other = normalize(join(dirname(file), path)).split('/')[0] ?? ''
      if (other !== folder) others.add(other)
    }
  }
  return known
}

const known = imports()
const knows = (folder: string): string[] => [...(known.get(folder) ?? [])]
const folders = [...known.keys()]

it('sees the folders', () => expect(folders).toEqual(expect.arrayContaining(['app', 'dashboard', 'lib', 'sync', 'worker'])))

it.each([
  // What is of use everywhere knows nobody.
  ['lib', ['contract']],
  ['contract', ['generated']],
  // Of the employee app the dashboard has no screen and no outbox; a recording is played the same way.
  ['dashboard', ['contract', 'i18n', 'lib', 'recording', 'session', 'styles', 'ui']],
])('%s knows nothing but %j', (folder, allowed) => {
  expect(knows(folder).filter((other) => !allowed.includes(other))).toEqual([])
})

it('nobody knows the dashboard or the service worker, and nothing is outside', () => {
  for (const folder of folders) expect(knows(folder).filter((other) => ['dashboard', 'worker', '..'].includes(other))).toEqual([])
})

it.each(['sync', 'session', 'lock', 'ui', 'i18n', 'worker'])('%s knows no screen', (folder) => {
  expect(knows(folder)).not.toContain('app')
  if (folder !== 'ui') expect(knows(folder)).not.toContain('ui')
})
