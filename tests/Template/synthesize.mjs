// The template that another customer's choices would bring.
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { root } from './template.mjs'

/** Context values as `cdk deploy -c` would give them. */
export async function synthesize(context) {
  const folder = mkdtempSync(join(tmpdir(), 'ooak-template-'))
  try {
    await promisify(execFile)('dotnet', ['run', '--project', 'infra', '--configuration', 'Release', '--no-build'], {
      cwd: fileURLToPath(root),
      env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context) },
      maxBuffer: 16 << 20,
    })
    return JSON.parse(readFileSync(join(folder, 'OoakCallManager.template.json'), 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
