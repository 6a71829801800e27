// 100,000 calls in the dashboard's table, scrolled by wheel and keyboard, while Chromium traces its main thread.
//   ./run, then: node benchmarks/scroll.mjs [address] [calls]
// The site is the running one; its GET /calls is answered here, so that the demo need not hold so many.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { describe, tasksDuring } from './tracing.mjs'

const site = process.argv[2] ?? 'http://localhost:8080'
const wanted = Number(process.argv[3] ?? 100_000)
const longest = 50
const pageSize = 200

const browser = await chromium.launch({
  executablePath: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })
const page = await context.newPage()

const uuid = (n) => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const names = ['Anna Bell', 'יעל כהן', 'Carlos Ruiz', 'Fern & Sons', null]
function call(i, employeeId) {
  const at = new Date(Date.now() - i * 60_000).toISOString()
  return {
    id: uuid(i),
    employeeId,
    contactName: names[i % names.length],
    contactPhone: `+4477009${String(i % 100_000).padStart(5, '0')}`,
    callType: i % 2 ? 'incoming' : 'outgoing',
    status: i % 7 ? 'completed' : 'missed',
    duration: i % 7 ? i % 900 : 0,
    notes: i % 3 ? null : 'Wants the offer by e-mail.',
    outcome: i % 4 ? null : 'Interested',
    startedAt: at,
    createdAt: at,
    syncedAt: at,
    updatedAt: at,
    source: 'manual',
    assignmentId: null,
    private: false,
    clockSuspect: false,
    recording: null,
    version: 1,
    deleted: false,
  }
}

let served = 0
await page.route('**/api/calls?*', (route) => {
  const query = new URL(route.request().url()).searchParams
  const start = Number(query.get('cursor') ?? 0)
  const end = Math.min(wanted, start + Number(query.get('limit') ?? pageSize))
  const calls = Array.from({ length: end - start }, (_, i) => call(start + i, uuid(0)))
  served = Math.max(served, end)
  return route.fulfill({ json: { calls, cursor: end < wanted ? String(end) : null } })
})

await page.goto(`${site}/dashboard/`)
await page.getByLabel('E-mail', { exact: true }).fill('manager@ooak.test')
await page.getByLabel('Password', { exact: true }).fill('Ooak-demo-2026')
await page.getByRole('button', { name: 'Sign in', exact: true }).click()
await page.locator('.desk').waitFor()
await page.goto(`${site}/dashboard/#/calls?range=90`)
await page.locator('.call-line').first().waitFor()

const began = performance.now()
while (served < wanted) {
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await page.waitForTimeout(20)
}
await page.waitForFunction(
  (rows) => document.querySelector('table.calls')?.getAttribute('aria-rowcount') === String(rows + 1),
  wanted,
)
console.log(`${wanted} calls loaded page by page in ${((performance.now() - began) / 1000).toFixed(1)} s`)
await page.evaluate(() => window.scrollTo(0, 0))
await page.waitForTimeout(500)

const trace = await tasksDuring(page, async () => {
  await page.mouse.move(700, 500)
  for (let i = 0; i < 240; i++) {
    await page.mouse.wheel(0, i % 40 === 39 ? -4_000 : 900)
    await page.waitForTimeout(16)
  }
  // A hand on the scroll bar: far away at once.
  for (let i = 1; i <= 40; i++) {
    await page.evaluate((part) => window.scrollTo(0, document.body.scrollHeight * part), ((i * 37) % 40) / 40)
    await page.waitForTimeout(32)
  }
  await page.locator('.call-line .link').first().focus()
  for (const key of ['End', 'PageUp', 'PageUp', 'Home', 'PageDown', ...Array(60).fill('ArrowDown'), 'End', 'Home']) {
    await page.keyboard.press(key)
  }
})
console.log(describe(trace))
const rows = await page.locator('.call-line').count()
console.log(`${rows} rows in the document`)
await browser.close()
if (trace.tasks[0] > longest) {
  console.error(`A task took ${trace.tasks[0].toFixed(1)} ms; ${longest} ms is the limit.`)
  process.exitCode = 1
}
