import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../artifacts/simulation/', import.meta.url))

/** All that happened under one seed, in order. Kept in memory, written when the seed fails. */
export class Trace {
  private readonly lines: string[] = []
  /** How often each fault was injected. */
  readonly faults = new Map<string, number>()

  add(who: string, what: string, details?: unknown): void {
    this.lines.push(`${this.lines.length}\t${who}\t${what}${details === undefined ? '' : `\t${JSON.stringify(details)}`}`)
  }

  fault(who: string, kind: string, details?: unknown): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1)
    this.add(who, `FAULT ${kind}`, details)
  }

  /** Gives the file's path. */
  save(name: string): string {
    mkdirSync(folder, { recursive: true })
    const file = `${folder}${name}.trace.tsv`
    writeFileSync(file, `${this.lines.join('\n')}\n`)
    return file
  }
}
