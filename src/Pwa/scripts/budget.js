// First-load JavaScript of each page, gzipped: what the HTML references, and what those import statically. And its first styles.
import { readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = join(dirname(fileURLToPath(import.meta.url)), '../dist')
const budgets = [
  ['employee app', 'index.html', 30],
  ['dashboard', 'dashboard/index.html', 80],
]

const read = (path) => readFileSync(join(dist, path), 'utf8')

function closure(path, seen = new Set()) {
  if (seen.has(path)) return seen
  seen.add(path)
  // Only static imports: import(...) has a parenthesis.
  for (const [, target] of read(path).matchAll(/(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g)) {
    closure(posix.join(posix.dirname(path), target), seen)
  }
  return seen
}

let over = false
for (const [name, page, kilobytes] of budgets) {
  const files = new Set()
  for (const [, source] of read(page).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)) closure(source, files)
  const size = [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0) / 1024
  over ||= size > kilobytes
  console.log(`${name}: ${size.toFixed(1)} KB of ${kilobytes} KB JavaScript at first load (gzip)`)
  // The layer that is named first is the weakest: styles that both pages share are loaded before their own.
  const first = read(/href="\/([^"]+\.css)"/.exec(read(page))[1])
  if (!first.startsWith('@layer tokens')) {
    console.error(
      `${name}: its first styles begin with ${first.slice(0, 40)}…, not with the layer of tokens. Import them in its main .css.`,
    )
    process.exitCode = 1
  }
}
if (over) {
  console.error('Over the budget.')
  process.exitCode = 1
}
