import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { env as environment } from 'node:process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import type { Addresses } from './cloud'

declare module 'vitest' {
  interface ProvidedContext {
    cloud: Addresses
  }
}

const root = fileURLToPath(new URL('../../../../', import.meta.url))
const program = 'artifacts/localcloud/Ooak.LocalCloud.dll'

/** Starts the synthesized stack on a free port of 127.0.0.1 for all tests of a run, and stops it after them. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(`${root}${program}`)) throw new Error(`No ${program}: run scripts/build-if-changed first.`)
  const process = spawn('dotnet', [program, '--assembly', 'cdk.out', '--port', '0'], {
    cwd: root,
    // A function lives for minutes here: compiling what is hot once more would take a fifth of the machine.
    env: { ...environment, DOTNET_TieredCompilation: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const stopped = new Promise<void>((resolve) => process.once('exit', () => resolve()))
  project.provide('cloud', await addresses(process))
  return async () => {
    process.kill('SIGTERM')
    await stopped
  }
}

async function addresses(process: ChildProcess): Promise<Addresses> {
  if (!process.stdout) throw new Error('No output to read.')
  for await (const line of createInterface({ input: process.stdout })) {
    const found = /ready: (\S+) +api (\S+) +console (\S+) +services (\S+)/.exec(line)
    const [, site, , console, services] = found ?? []
    if (site && console && services) return { site: trim(site), console: trim(console), services: trim(services) }
  }
  throw new Error('LocalCloud did not start.')
}

const trim = (address: string): string => address.replace(/\/$/, '').replace('//localhost:', '//127.0.0.1:')
