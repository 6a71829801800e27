import type { FileProblem } from './tableFile'

interface Words {
  files: Record<string, string>
  unreadable: string
  tooMany: (n: number) => string
  openQuote: (line: number) => string
}

export function fileProblem({ problem, at = 0 }: { problem?: FileProblem; at?: number }, words: Words): string | undefined {
  if (!problem) return undefined
  if (problem === 'too-many') return words.tooMany(at)
  if (problem === 'open-quote') return words.openQuote(at)
  return words.files[problem] ?? words.unreadable
}
