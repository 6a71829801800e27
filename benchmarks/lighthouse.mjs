// Lighthouse (desktop) of the dashboard as a manager sees it, signed in: each page, best of the runs asked for.
//   npm install --no-save lighthouse@12 && ./run, then: node benchmarks/lighthouse.mjs [address] [runs]
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'

const site = process.argv[2] ?? 'http://localhost:8080'
const runs = Number(process.argv[3] ?? 3)
const goals = { performance: 95, accessibility: 100, 'best-practices': 100 }
const views = ['overview', 'live', 'calls', 'employees', 'audit', 'settings']

const port = await new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address()
    server.close(() => done(port))
  })
})
const profile = mkdtempSync(join(tmpdir(), 'ooak-lighthouse-'))
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
  args: [
    `--remote-debugging-port=${port}`,
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
})
const page = await browser.newPage()
await page.goto(`${site}/dashboard/`)
await page.getByLabel('E-mail', { exact: true }).fill('manager@ooak.test')
await page.getByLabel('Password', { exact: true }).fill('Ooak-demo-2026')
await page.getByRole('button', { name: 'Sign in', exact: true }).click()
await page.locator('.desk').waitFor()
await page.close()

let missed = false
for (const view of views) {
  const best = {}
  const faults = new Set()
  for (let run = 0; run < runs; run++) {
    const result = await lighthouse(
      `${site}/dashboard/#/${view}`,
      { port, disableStorageReset: true, onlyCategories: Object.keys(goals), logLevel: 'error' },
      desktopConfig,
    )
    for (const [name, category] of Object.entries(result.lhr.categories)) {
      best[name] = Math.max(best[name] ?? 0, Math.round(category.score * 100))
      if (name === 'performance') continue
      for (const { id, weight } of category.auditRefs) {
        const audit = result.lhr.audits[id]
        if (weight > 0 && audit.score !== null && audit.score < 1) {
          faults.add(
            `${id}: ${audit.details?.items?.[0]?.node?.snippet ?? audit.details?.items?.[0]?.description ?? audit.title}`,
          )
        }
      }
    }
  }
  console.log(
    `${view}: ${Object.keys(goals)
      .map((name) => `${name} ${best[name]}`)
      .join(', ')}`,
  )
  for (const fault of faults) console.log(`  ${fault}`)
  missed ||= Object.entries(goals).some(([name, goal]) => best[name] < goal)
}
await browser.close()
rmSync(profile, { recursive: true, force: true })
if (missed) {
  console.error('The goal is performance 95, accessibility and best practices 100.')
  process.exitCode = 1
}
