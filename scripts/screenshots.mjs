// Takes the screenshots of docs/ from a running demo: ./run, then node scripts/screenshots.mjs [address] [time zone].
// A minute after the demo has said that its calls are written: only then have all of them been counted.
// The demo's day has its calls when it is evening: early in the day synthesize with `-c timeZone=…` of a place where it is
// late, and say the same here.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'

const site = process.argv[2] ?? 'http://localhost:8080'
const timezoneId = process.argv[3]
const folder = fileURLToPath(new URL('../docs/screenshots/', import.meta.url))
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
const password = 'Ooak-demo-2026'

const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})

async function signIn(page, path, email) {
  // The cards of a first visit have pictures of their own.
  await page.addLocatorHandler(page.getByRole('button', { name: 'Skip', exact: true }), (skip) => skip.click())
  await page.goto(site + path)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function shoot(page, name) {
  // Not the network's rest: the demo's calls keep coming in.
  await page.waitForFunction(() => document.querySelector('.skeleton, [aria-busy="true"]') === null)
  await page.evaluate(() => document.fonts.ready)
  // What the pointer was left on by the last click is not part of the picture.
  await page.mouse.move(0, 0)
  await page.screenshot({ path: `${folder}${name}.png` })
}

for (const colorScheme of ['light', 'dark']) {
  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme,
    timezoneId,
    reducedMotion: 'reduce',
    isMobile: true,
    hasTouch: true,
    serviceWorkers: 'block',
  })
  const app = await phone.newPage()
  await app.goto(site)
  await app.getByRole('button', { name: 'Email me a code' }).waitFor()
  await shoot(app, `phone-sign-in-${colorScheme}`)
  await signIn(app, '/', 'employee1@ooak.test')
  await app.getByRole('link', { name: 'All saved' }).waitFor()
  await app.getByRole('list').first().waitFor()
  await app.getByTestId('calls-today').waitFor()
  await shoot(app, `phone-home-${colorScheme}`)
  await app.goto(`${site}/#/log`)
  await app.getByText('Outgoing, answered').click()
  await shoot(app, `phone-log-${colorScheme}`)
  for (const screen of ['tasks', 'inbox', 'history', 'import', 'live']) {
    await app.goto(`${site}/#/${screen}`)
    await app.getByRole('heading', { level: 1 }).waitFor()
    await shoot(app, `phone-${screen}-${colorScheme}`)
  }
  await app.goto(`${site}/#/settings`)
  await app.getByRole('heading', { name: 'Notifications' }).scrollIntoViewIfNeeded()
  await shoot(app, `phone-notifications-${colorScheme}`)
  await app.getByRole('button', { name: 'Lock now' }).click()
  await app.getByRole('heading', { name: 'Locked' }).waitFor()
  await shoot(app, `phone-locked-${colorScheme}`)
  await phone.close()

  const desk = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    timezoneId,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  const dashboard = await desk.newPage()
  await signIn(dashboard, '/dashboard/', 'manager@ooak.test')
  await dashboard.getByRole('button', { name: '30 days' }).click()
  await dashboard.locator('.live-state[data-state="live"]').waitFor()
  await shoot(dashboard, `dashboard-overview-${colorScheme}`)
  await dashboard.getByRole('link', { name: 'Live', exact: true }).click()
  await dashboard.getByRole('list', { name: 'Latest calls' }).waitFor()
  await shoot(dashboard, `dashboard-live-${colorScheme}`)
  await dashboard.getByRole('link', { name: 'Employees', exact: true }).click()
  await dashboard.getByText('Iris O’Connell').waitFor()
  await shoot(dashboard, `dashboard-employees-${colorScheme}`)
  for (const [link, heading] of [
    ['calls', 'Calls'],
    ['assignments', 'Assignments'],
    ['targets', 'Targets'],
    ['announcements', 'Announcements'],
    ['audit', 'Audit'],
    ['settings', 'My weekly report'],
  ]) {
    await dashboard.goto(`${site}/dashboard/#/${link}`)
    await dashboard.getByRole('heading', { name: heading, exact: true }).scrollIntoViewIfNeeded()
    await shoot(dashboard, `dashboard-${link}-${colorScheme}`)
  }
  await desk.close()
}

await browser.close()
