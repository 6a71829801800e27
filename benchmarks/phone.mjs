// The employee app on a slow phone: 4 times slower than this machine, 10,000 calls on it.
//   ./run --fresh, then: node benchmarks/phone.mjs [address]
// 1. Offline, from the start to today's figure and the latest calls on the screen: 800 ms.
// 2. From a finger's tap on "Save call" to the call stored and on the screen: 50 ms.
// 3. 2,000 calls that wait, of 30 days, made ready and sent: no task of the page over 50 ms (at this machine's speed and at a quarter of it).
import { existsSync } from 'node:fs'
import { setTimeout as after } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import { describe, quiet, tasksDuring } from './tracing.mjs'

const site = process.argv[2] ?? 'http://localhost:8080'
const slower = 4
const kept = 10_000
const queued = 2_000
const goals = { start: 800, save: 50, task: 50 }

const browser = await chromium.launch({
  executablePath: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync),
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})

/** A phone of this person, signed in, with so many calls. */
async function phoneOf(email, calls) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true })
  const page = await context.newPage()
  await page.addLocatorHandler(page.getByRole('button', { name: 'Skip', exact: true }), (skip) => skip.click())
  await page.goto(site)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill('Ooak-demo-2026')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByText('All saved', { exact: true }).first().waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  // The demo's calls may still be on their way.
  await page.locator('.rows .call-row .call-name').first().waitFor({ timeout: 60_000 })
  if (calls > 0) await page.evaluate(copyCalls, calls)
  return { context, page }
}

/** Copies of a call that the server has confirmed, an hour apart, older than all others. */
async function copyCalls(wanted) {
  const { name } = (await indexedDB.databases()).find(({ name }) => /^ooak-[0-9a-f]{8}-/.test(name ?? ''))
  const db = await new Promise((done) => {
    indexedDB.open(name).onsuccess = (event) => done(event.target.result)
  })
  const known = await new Promise((done) => {
    db.transaction('calls').objectStore('calls').getAll().onsuccess = (event) => done(event.target.result)
  })
  const model = known.find((record) => record.server && !record.server.deleted && !record.view.private)
  if (!model) throw new Error('This person has no call to copy: ./run --fresh')
  const first = Math.min(...known.map((record) => Date.parse(record.view.startedAt)))
  for (let done = known.length; done < wanted; ) {
    const tx = db.transaction('calls', 'readwrite')
    for (let i = 0; i < 1_000 && done < wanted; i++, done++) {
      const startedAt = new Date(first - done * 3_600_000).toISOString()
      const view = { ...model.view, id: crypto.randomUUID(), startedAt, contactName: `Contact ${done}` }
      tx.objectStore('calls').put({ ...model, id: view.id, start: startedAt, view, server: view })
    }
    await new Promise((over) => {
      tx.oncomplete = over
    })
  }
  db.close()
}

async function slowDown(page, rate) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

/** By a finger that rests on it as long as fingers do. */
async function tap(page, button) {
  const { x, y, width, height } = await button.boundingBox()
  const session = await page.context().newCDPSession(page)
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: x + width / 2, y: y + height / 2 }] })
  await after(80)
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await session.detach()
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1]
const say = (what, values, goal) => {
  const missed = median(values) > goal
  console.log(
    `${what}: median ${median(values).toFixed(0)} ms, longest ${Math.max(...values).toFixed(0)} ms of ${values.length}; goal ${goal} ms${missed ? ': MISSED' : ''}`,
  )
  if (missed) process.exitCode = 1
}

const { context, page } = await phoneOf('employee1@ooak.test', kept)
/** What the page says in its console, once it is so. Asking the page from outside would run in it, in the middle of what is measured. */
const said = (page, what) =>
  page
    .waitForEvent('console', { predicate: (message) => message.text().startsWith(what) })
    .then((message) => Number(message.text().slice(what.length)))

// When the figure and the list are there, and painted.
await context.addInitScript(() => {
  const look = () => {
    if (!document.querySelector('[data-testid=calls-today]') || !document.querySelector('.rows .call-row .call-name')) return
    watcher.disconnect()
    requestAnimationFrame(() =>
      setTimeout(() => {
        console.debug(`usable at ${performance.now()}`)
      }),
    )
  }
  const watcher = new MutationObserver(look)
  watcher.observe(document, { childList: true, subtree: true })
})
await context.setOffline(true)
await quiet()
const starts = []
for (let run = 0; run < 9; run++) {
  const fresh = await context.newPage()
  await slowDown(fresh, slower)
  const usable = said(fresh, 'usable at ')
  await fresh.goto(site)
  starts.push(await usable)
  await fresh.close()
}
say(`start without a network, ${kept} calls, ${slower} times slower`, starts.slice(1), goals.start)

await page.goto(site)
await quiet()
// From here on the browser keeps a core busy by slowing the page down.
await slowDown(page, slower)
const saves = []
for (let run = 0; run < 41; run++) {
  await page.goto(`${site}/#/log`)
  await page.getByText('Outgoing, answered', { exact: true }).click()
  await page.getByLabel('Minutes', { exact: true }).fill('2')
  await page.getByLabel('Name', { exact: true }).fill(`Bench ${run}`)
  await page.evaluate((name) => {
    const button = document.querySelector('.pinned button[type=submit]')
    let tapped
    button.addEventListener(
      'touchend',
      (event) => {
        tapped = event.timeStamp
      },
      { capture: true },
    )
    const watcher = new MutationObserver(() => {
      const row = [...document.querySelectorAll('.rows .call-name')].some((row) => row.textContent === name)
      if (!row) return
      watcher.disconnect()
      requestAnimationFrame(() =>
        // The first task after the frame: a timer would stand behind what comes after the save.
        scheduler.postTask(
          () => {
            console.debug(`saved after ${performance.now() - tapped}`)
          },
          { priority: 'user-blocking' },
        ),
      )
    })
    watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
  }, `Bench ${run}`)
  // A person takes longer to type than the page to come to rest.
  await page.evaluate(() => new Promise(requestIdleCallback).then(() => undefined))
  const saved = said(page, 'saved after ')
  await tap(page, page.getByRole('button', { name: 'Save call', exact: true }))
  saves.push(await saved)
}
say(`"Save call" to stored and on the screen, ${slower} times slower`, saves.slice(1), goals.save)
await context.close()

for (const [rate, email] of [
  [1, 'employee2@ooak.test'],
  [slower, 'employee3@ooak.test'],
]) {
  const phone = await phoneOf(email, 0)
  await phone.context.setOffline(true)
  await phone.page.goto(`${site}/#/log`)
  await phone.page.getByText('Outgoing, answered', { exact: true }).click()
  await phone.page.getByLabel('Minutes', { exact: true }).fill('2')
  await phone.page.getByLabel('Name', { exact: true }).fill('Queued')
  await phone.page.getByRole('button', { name: 'Save call', exact: true }).click()
  await phone.page.locator('.call-name', { hasText: 'Queued' }).first().waitFor()
  await phone.page.evaluate(copyQueue, queued)
  await phone.page.reload()
  await phone.page.locator('.sync-pill', { hasText: `${queued.toLocaleString('en')} waiting` }).waitFor()
  await slowDown(phone.page, rate)
  const began = performance.now()
  const trace = await tasksDuring(phone.page, async () => {
    await phone.context.setOffline(false)
    await phone.page.locator('.sync-pill', { hasText: 'All saved' }).waitFor({ timeout: 300_000 })
  })
  const seconds = (performance.now() - began) / 1_000
  console.log(
    `${queued} waiting calls sent in ${seconds.toFixed(1)} s, ${rate === 1 ? 'this machine’s speed' : `${rate} times slower`}`,
  )
  console.log(describe(trace))
  if (trace.tasks[0] > goals.task) {
    console.log(`no task over ${goals.task} ms: MISSED`)
    process.exitCode = 1
  }
  await phone.context.close()
}
await browser.close()

/** Copies of the one call that waits, over the last 30 days. */
async function copyQueue(wanted) {
  const { name } = (await indexedDB.databases()).find(({ name }) => /^ooak-[0-9a-f]{8}-/.test(name ?? ''))
  const db = await new Promise((done) => {
    indexedDB.open(name).onsuccess = (event) => done(event.target.result)
  })
  const all = (store) =>
    new Promise((done) => {
      db.transaction(store).objectStore(store).getAll().onsuccess = (event) => done(event.target.result)
    })
  const [entry] = await all('outbox')
  const record = (await all('calls')).find(({ id }) => id === entry.callId)
  const tx = db.transaction(['outbox', 'calls'], 'readwrite')
  for (let i = 1; i < wanted; i++) {
    const hex = (Date.now() + i).toString(16).padStart(12, '0')
    const random = crypto.randomUUID()
    const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7${random.slice(15)}`
    const mutationId = `${id.slice(0, -1)}${id.endsWith('0') ? '1' : '0'}`
    const { seq, ...rest } = entry
    const startedAt = new Date(Date.parse(entry.draft.startedAt) - (i * 30 * 86_400_000) / wanted).toISOString()
    const changed = { id, contactName: `Queued ${i}`, startedAt }
    tx.objectStore('outbox').add({ ...rest, callId: id, mutationId, draft: { ...entry.draft, ...changed } })
    tx.objectStore('calls').put({ ...record, id, start: startedAt, view: { ...record.view, ...changed } })
  }
  await new Promise((over) => {
    tx.oncomplete = over
  })
  db.close()
}
