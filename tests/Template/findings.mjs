// What the rule packs find, as { rule, resource }.
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { template } from './template.mjs'

// The package has the rules and the program. Its own reading of the report stops at results that it does not expect.
const guard = dirname(createRequire(import.meta.url).resolve('@cdklabs/cdk-validator-cfnguard/package.json'))
const nag = fileURLToPath(new URL('nag.mjs', import.meta.url))

/** cdk-nag: the AwsSolutions and Serverless packs. */
export async function nagFindings() {
  return await inFolder(async (folder) => {
    // Its exit code says that there are findings, explained ones too; what counts is the report.
    const output = await new Promise((resolve) => {
      execFile(process.execPath, [nag, folder], { maxBuffer: 64 << 20 }, (_, stdout, stderr) => resolve(stdout + stderr))
    })
    const report = readReport(join(folder, 'validation-report.json'), output)
    return report.pluginReports.flatMap(({ pluginName, violations }) =>
      violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => ({
          pack: pluginName,
          rule: ruleName,
          resource: constructPath.split('/').at(-1),
        })),
      ),
    )
  })
}

/** The Control Tower rules by cfn-guard: those about types that the template has, over resources of those types. */
export async function guardFindings() {
  return await inFolder(async (folder) => {
    const rules = relevantRules()
    const types = new Set(rules.flatMap((rule) => rule.types))
    const resources = Object.entries(template.Resources).filter(([, resource]) => types.has(resource.Type))
    const file = join(folder, 'template.json')
    writeFileSync(file, JSON.stringify({ Resources: Object.fromEntries(resources) }))
    const flags = [
      ...rules.flatMap((rule) => ['--rules', rule.file]),
      '--data',
      file,
      '--output-format',
      'json',
      '--show-summary',
      'none',
      '--structured',
    ]
    const output = await new Promise((resolve, reject) => {
      // 19: some rule is not met. The report has which.
      execFile(binary(), ['validate', ...flags], { maxBuffer: 256 << 20 }, (error, stdout) =>
        error && error.code !== 19 ? reject(error) : resolve(stdout),
      )
    })
    return JSON.parse(output).flatMap(({ not_compliant }) =>
      not_compliant.flatMap(({ Rule }) => {
        const found = JSON.stringify(Rule).matchAll(/"path":"\/Resources\/(\w+)/g)
        return [...new Set(Array.from(found, ([, id]) => id))].map((resource) => ({
          pack: 'ControlTower',
          rule: Rule.name,
          resource,
        }))
      }),
    )
  })
}

export function relevantRules() {
  const present = new Set(Object.values(template.Resources).map((resource) => resource.Type))
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@cdklabs/cdk-validator-cfnguard/package.json')),
    'rules/control-tower/cfn-guard',
  )
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.guard'))
    .map((name) => join(folder, name))
    .map((file) => ({
      file,
      types: [...readFileSync(file, 'utf8').matchAll(/"(AWS::\w+::\w+)"/g)]
        .map(([, type]) => type)
        .filter((type) => present.has(type)),
    }))
    .filter((rule) => rule.types.length > 0)
}

function binary() {
  const [system, processor] = [{ linux: 'ubuntu', darwin: 'macos' }[platform()], { x64: 'x86_64', arm64: 'aarch64' }[arch()]]
  if (!system || !processor) throw new Error(`cfn-guard has no program for ${platform()} ${arch()}`)
  return join(guard, 'bin', system, processor, 'cfn-guard')
}

async function inFolder(work) {
  const folder = mkdtempSync(join(tmpdir(), 'ooak-template-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function readReport(file, output) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new Error(`cdk-nag wrote no report:\n${output.slice(-4000)}`)
  }
}
