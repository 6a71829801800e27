// The main thread of a page while something happens in it, as Chromium traces it.

import { cpus } from 'node:os'
import { setTimeout as after } from 'node:timers/promises'

const categories = ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline']

/**
 * Milliseconds of each task of the page's main thread during `work`, longest first: by the clock, and of processor time, which
 * leaves out what other processes took meanwhile.
 */
export async function tasksDuring(page, work) {
  const session = await page.context().newCDPSession(page)
  const events = []
  session.on('Tracing.dataCollected', ({ value }) => events.push(...value))
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } })
  await work()
  const over = new Promise((done) => session.once('Tracing.tracingComplete', done))
  await session.send('Tracing.end')
  await over
  await session.detach()

  const path = new URL(page.url()).origin
  const frames = events.find((event) => event.name === 'TracingStartedInBrowser')?.args.data?.frames ?? []
  const pid = frames.find((frame) => frame.url.startsWith(path))?.processId
  const thread = events.find((event) => event.name === 'thread_name' && event.pid === pid && event.args.name === 'CrRendererMain')
  const own = events.filter((event) => event.ph === 'X' && event.pid === thread?.pid && event.tid === thread?.tid)
  const tasks = own
    .filter((event) => event.name === 'RunTask')
    .map((event) => ({
      ms: (event.dur ?? 0) / 1_000,
      own: (event.tdur ?? event.dur ?? 0) / 1_000,
      start: event.ts,
      end: event.ts + (event.dur ?? 0),
    }))
    .sort((a, b) => b.ms - a.ms)
  if (tasks.length < 20) throw new Error(`The trace has only ${tasks.length} tasks of the page: it says nothing.`)
  return {
    tasks: tasks.map(({ ms }) => ms),
    own: tasks.map(({ own }) => own).sort((a, b) => b - a),
    longest: tasks.slice(0, 3).map((task) => ({ ms: task.ms, parts: parts(own, task) })),
  }
}

/** What a task spent its time in, by name. */
function parts(events, { start, end }) {
  const inside = events.filter((event) => event.name !== 'RunTask' && event.ts >= start && event.ts + (event.dur ?? 0) <= end)
  const sums = new Map()
  for (const { name, dur = 0 } of inside) sums.set(name, (sums.get(name) ?? 0) + dur / 1_000)
  return [...sums]
    .filter(([, ms]) => ms >= 1)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 8)
    .map(([name, ms]) => `${name} ${ms.toFixed(1)}`)
    .join(', ')
}

/** Fulfilled when this machine has had nothing to do for three seconds: what a cloud still does beside would be measured, too. */
export async function quiet() {
  const times = () => cpus().map(({ times }) => times)
  for (let calm = 0; calm < 3; ) {
    const before = times()
    await after(1_000)
    const used = times().map((now, i) => {
      const [idle, all] = [now.idle - before[i].idle, sum(now) - sum(before[i])]
      return all === 0 ? 0 : 1 - idle / all
    })
    calm = Math.max(...used) < 0.1 ? calm + 1 : 0
  }
}

const sum = (times) => Object.values(times).reduce((all, one) => all + one, 0)

export function describe({ tasks, own, longest }) {
  const at = (part) => tasks[Math.floor(tasks.length * (1 - part))].toFixed(1)
  const top = (list) =>
    list
      .slice(0, 5)
      .map((ms) => ms.toFixed(1))
      .join(', ')
  return [
    `${tasks.length} tasks of the main thread: longest ${top(tasks)} ms; 99 %: ${at(0.99)} ms; median ${at(0.5)} ms`,
    `  of processor time: longest ${top(own)} ms`,
    ...longest.map((task) => `  ${task.ms.toFixed(1)} ms: ${task.parts}`),
  ].join('\n')
}
