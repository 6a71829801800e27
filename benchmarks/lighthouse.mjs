// Lighthouse of the dashboard as a manager sees it (desktop) and of the employee app (mobile), signed in, and of the app's first visit:
// each page, best of the runs asked for.
//   npm install --no-save lighthouse@12 && ./run, then: node benchmarks/lighthouse.mjs [dashboard|phone] [address] [runs]
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import lighthouse, { desktopConfig } from 'lighthouse'
import { chromium } from 'playwright-core'
import { quiet } from './tracing.mjs'

const suites = {
  dashboard: {
    email: 'manager@ooak.test',
    start: '/dashboard/',
    signedIn: '.desk',
    config: desktopConfig,
    goals: { performance: 95, accessibility: 100, 'best-practices': 100 },
    views: ['overview', 'live', 'calls', 'employees', 'audit', 'settings'],
  },
  phone: {
    email: 'employee1@ooak.test',
    start: '/',
    signedIn: '.rows .call-row .call-name',
    config: undefined,
    goals: { performance: 100, accessibility: 100, 'best-practices': 100 },
    views: ['', 'log', 'history', 'tasks', 'sync', 'settings'],
  },
}

const [which = 'dashboard', site = 'http://localhost:8080', runs = '3'] = process.argv.slice(2)
const suite = suites[which]
if (!suite) throw new Error(`${which}: one of ${Object.keys(suites).join(', ')}`)
const { goals } = suite

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

/** `fresh`: with nothing stored, as at the first visit. */
async function measure(name, address, fresh) {
  const best = {}
  const faults = new Set()
  // Performance by itself: what the other audits leave in the browser is part of the next page's first task.
  const alone = Array.from({ length: Number(runs) }, () => ['performance'])
  for (const onlyCategories of [...alone, Object.keys(goals).filter((category) => category !== 'performance')]) {
    const options = { port, disableStorageReset: !fresh, onlyCategories, logLevel: 'error' }
    await quiet()
    const result = await lighthouse(address, options, suite.config)
    for (const [category, { score, auditRefs }] of Object.entries(result.lhr.categories)) {
      best[category] = Math.max(best[category] ?? 0, Math.round(score * 100))
      if (category === 'performance') continue
      for (const { id, weight } of auditRefs) {
        const audit = result.lhr.audits[id]
        if (weight > 0 && audit.score !== null && audit.score < 1) {
          const [item] = audit.details?.items ?? []
          faults.add(`${id}: ${item?.node?.snippet ?? item?.description ?? audit.title}`)
        }
      }
    }
  }
  const scores = Object.keys(goals).map((category) => `${category} ${best[category]}`)
  console.log(`${name}: ${scores.join(', ')}`)
  for (const fault of faults) console.log(`  ${fault}`)
  return Object.entries(goals).every(([category, goal]) => best[category] >= goal)
}

const met = [await measure('first visit', site + suite.start, true)]
const page = await browser.newPage()
await page.addLocatorHandler(page.getByRole('button', { name: 'Skip', exact: true }), (skip) => skip.click())
await page.goto(site + suite.start)
await page.getByLabel('E-mail', { exact: true }).fill(suite.email)
await page.getByLabel('Password', { exact: true }).fill('Ooak-demo-2026')
await page.getByRole('button', { name: 'Sign in', exact: true }).click()
await page.locator(suite.signedIn).first().waitFor()
await page.close()
for (const view of suite.views) met.push(await measure(view || 'home', `${site}${suite.start}#/${view}`, false))
await browser.close()
rmSync(profile, { recursive: true, force: true })
if (met.includes(false)) {
  console.error(
    `The goal is ${Object.entries(goals)
      .map((goal) => goal.join(' '))
      .join(', ')}.`,
  )
  process.exitCode = 1
}
