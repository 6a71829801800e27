import type { FileProblem } from './tableFile'

interface Words {
  files: Record<string, string>
  unreadable: string
  firstLine: (cells: string) => string
  tooMany: (n: number) => string
  openQuote: (line: number) => string
}

interface Refused {
  problem?: FileProblem
  at?: number
  ignored: string[]
}

/** Characters of a line that are said: it may be a whole text. */
const longest = 200

export function fileProblem({ problem, at = 0, ignored }: Refused, words: Words): string | undefined {
  if (!problem) return undefined
  if (problem === 'too-many') return words.tooMany(at)
  if (problem === 'open-quote') return words.openQuote(at)
  if (problem === 'no-heading') {
    const line = ignored.join(', ')
    return `${words.files[problem]} ${words.firstLine(line.length > longest ? `${line.slice(0, longest)}…` : line)}`
  }
  return words.files[problem] ?? words.unreadable
}
