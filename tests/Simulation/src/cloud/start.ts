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

/**
 * Two cores run everything here: threads that wait do not spin, and code is written to memory once. What lives as long as the
 * run may compile what is hot once more; a function is not called often enough for that.
 */
const runtime = {
  DOTNET_ThreadPool_UnfairSemaphoreSpinLimit: '0',
  DOTNET_EnableWriteXorExecute: '0',
  DOTNET_TieredCompilation: '1',
  // DynamoDB Local, too. This is the one variable that wins over the options that LocalCloud gives it.
  _JAVA_OPTIONS: '-XX:TieredStopAtLevel=4',
}

/** Starts the synthesized stack on a free port of 127.0.0.1 for all tests of a run, and stops it after them. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  if (!existsSync(`${root}${program}`)) throw new Error(`No ${program}: run scripts/build-if-changed first.`)
  const process = spawn('dotnet', [program, '--assembly', 'cdk.out', '--port', '0', '--variable', 'DOTNET_TieredCompilation=0'], {
    cwd: root,
    env: { ...environment, ...runtime },
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
