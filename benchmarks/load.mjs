// The busiest hour of a large organisation against a running demo (`./run --fresh`): phones sync a call each as people end theirs, a
// manager's dashboard is read all the while, and now and then a phone sends the same request twice, as after a lost answer. At the end every
// call that was acknowledged is there, once; nothing was answered with a 5xx; the memory of all processes was flat.
//
//     node benchmarks/load.mjs                                    10 minutes at the rate of 6,000 employees, which two cores carry
//     SECONDS=120 EMPLOYEES=10000 PORT=8080 node benchmarks/load.mjs
//
// 60 calls a day and employee, 12 % of the day's in its busiest hour: 20 calls a second for 10,000. The demo has twelve people; each of
// them stands for many phones.
import { readdirSync, readFileSync } from 'node:fs'

const seconds = Number(process.env.SECONDS ?? 600)
const employees = Number(process.env.EMPLOYEES ?? 6_000)
const port = Number(process.env.PORT ?? 8080)
const site = `http://localhost:${port}/api`
const rate = (employees * 60 * 0.12) / 3600
const doubled = 0.03
const password = 'Ooak-demo-2026'

const statuses = new Map()
const waits = []
const unacknowledged = []
let retries = 0

async function ask(path, { token, method = 'GET', body } = {}) {
  for (let attempt = 1; ; attempt++) {
    const started = performance.now()
    const response = await fetch(site + path, {
      method,
      headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    })
    const answer = await response.text()
    statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
    if (response.status !== 429 || attempt === 20)
      return { status: response.status, answer, milliseconds: performance.now() - started }
    retries++
    // The gateway's own refusal names no time, ours does.
    await pause(1000 * Number(response.headers.get('retry-after') ?? 0.5 * attempt))
  }
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))

function newId() {
  const time = Date.now().toString(16).padStart(12, '0')
  const noise = crypto.getRandomValues(new Uint8Array(10))
  const hex = Array.from(noise, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((Number.parseInt(hex[3], 16) & 3) | 8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}

class Person {
  constructor(email) {
    this.email = email
    this.devices = Array.from({ length: Math.max(1, Math.round(employees / 100)) }, newId)
    this.cursors = new Map()
    this.made = new Set()
  }

  async signIn() {
    const { status, answer } = await ask('/auth/login', { method: 'POST', body: { email: this.email, password } })
    if (status !== 200) throw new Error(`${this.email}: ${status} ${answer}`)
    const { accessToken, employee } = JSON.parse(answer)
    Object.assign(this, { token: accessToken, id: employee.id, at: Date.now() })
    return this
  }

  async fresh() {
    // Tokens live for 15 minutes.
    if (Date.now() - this.at > 10 * 60_000) {
      this.at = Date.now()
      await this.signIn()
    }
    return this.token
  }

  /** Each phone has what there was before the hour begins, as in any other hour. */
  async pullFirst(deviceId) {
    let more = true
    while (more) {
      const body = { deviceId, employeeId: this.id, cursor: this.cursors.get(deviceId) ?? null, mutations: [] }
      const { status, answer } = await ask('/sync', { token: await this.fresh(), method: 'POST', body })
      if (status !== 200) throw new Error(`${status} ${answer}`)
      const result = JSON.parse(answer)
      this.cursors.set(deviceId, result.cursor)
      more = result.more
    }
  }

  async log() {
    const deviceId = this.devices[Math.floor(Math.random() * this.devices.length)]
    const id = newId()
    const now = new Date().toISOString()
    const call = {
      id,
      contactName: 'Load Test',
      contactPhone: `+4420794${String(Math.floor(Math.random() * 100_000)).padStart(5, '0')}`,
      callType: Math.random() < 0.6 ? 'outgoing' : 'incoming',
      status: Math.random() < 0.8 ? 'completed' : 'missed',
      duration: Math.floor(Math.random() * 600),
      notes: 'n'.repeat(Math.floor(Math.random() * 300)),
      outcome: null,
      startedAt: now,
      createdAt: now,
      source: 'manual',
      assignmentId: null,
      private: false,
      clockSuspect: false,
    }
    const body = {
      deviceId,
      employeeId: this.id,
      cursor: this.cursors.get(deviceId) ?? null,
      mutations: [{ mutationId: newId(), kind: 'create', sentAt: now, call }],
    }
    const times = Math.random() < doubled ? 2 : 1
    const token = await this.fresh()
    const answers = await Promise.all(Array.from({ length: times }, () => ask('/sync', { token, method: 'POST', body })))
    for (const { status, answer, milliseconds } of answers) {
      waits.push(milliseconds)
      const result = status === 200 ? JSON.parse(answer) : undefined
      if (result) this.cursors.set(deviceId, result.cursor)
      if (['applied', 'duplicate'].includes(result?.results[0].status)) this.made.add(id)
    }
    if (!this.made.has(id))
      unacknowledged.push(`${id}: ${answers.map(({ status, answer }) => `${status} ${answer.slice(0, 200)}`)}`)
  }
}

/** MB of LocalCloud, DynamoDB Local and the functions together. */
function memory() {
  const parents = new Map()
  const sizes = new Map()
  let root
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      parents.set(pid, /PPid:\s+(\d+)/.exec(status)?.[1])
      sizes.set(pid, Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
      if (command.some((word) => word.endsWith('Ooak.LocalCloud.dll')) && command.includes(String(port))) root = pid
    } catch {
      // It ended while it was looked at.
    }
  }
  const under = (pid) => pid === root || (parents.has(pid) && under(parents.get(pid)))
  return Math.round([...sizes].filter(([pid]) => root && under(pid)).reduce((sum, [, size]) => sum + size, 0))
}

const people = []
for (let number = 1; number <= 12; number++) people.push(await new Person(`employee${number}@ooak.test`).signIn())
const manager = await new Person('manager@ooak.test').signIn()
for (const person of people) for (const deviceId of person.devices) await person.pullFirst(deviceId)
statuses.clear()
console.log(`${employees} employees: ${rate.toFixed(1)} calls a second for ${seconds} s`)

const pending = new Set()
const ends = performance.now() + seconds * 1000
const samples = []
let next = performance.now()
let sampled = 0
let dashboards = 0
while (performance.now() < ends) {
  // As people end calls: at random, with this mean.
  next += (-Math.log(1 - Math.random()) * 1000) / rate
  const wait = next - performance.now()
  if (wait > 0) await pause(wait)
  const work = people[Math.floor(Math.random() * people.length)].log().catch((error) => unacknowledged.push(String(error)))
  pending.add(work)
  void work.finally(() => pending.delete(work))
  if (performance.now() - sampled > 10_000) {
    sampled = performance.now()
    samples.push(memory())
    void manager
      .fresh()
      .then((token) => ask('/dashboard', { token }))
      .then(() => dashboards++)
  }
}
await Promise.all(pending)

let lost = 0
let twice = 0
for (const person of people) {
  const seen = new Map()
  let cursor = null
  do {
    const from = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
    const { status, answer } = await ask(`/calls?limit=200&from=${from}${cursor ? `&cursor=${cursor}` : ''}`, {
      token: await person.fresh(),
    })
    if (status !== 200) throw new Error(`${status} ${answer}`)
    const page = JSON.parse(answer)
    for (const { id } of page.calls) seen.set(id, (seen.get(id) ?? 0) + 1)
    cursor = page.cursor
  } while (cursor)
  lost += [...person.made].filter((id) => !seen.has(id)).length
  twice += [...person.made].filter((id) => (seen.get(id) ?? 0) > 1).length
}

waits.sort((a, b) => a - b)
const at = (share) => Math.round(waits[Math.min(waits.length - 1, Math.floor(waits.length * share))])
const made = people.reduce((sum, person) => sum + person.made.size, 0)
const errors = [...statuses].filter(([status]) => status >= 500).reduce((sum, [, count]) => sum + count, 0)
const third = Math.max(1, Math.floor(samples.length / 3))
const mean = (some) => Math.round(some.reduce((sum, each) => sum + each, 0) / some.length)
console.log(`calls acknowledged ${made}, lost ${lost}, double ${twice}, never acknowledged ${unacknowledged.length}`)
console.log(
  `answers ${[...statuses].map(([status, count]) => `${status} × ${count}`).join(', ')}; sent again after 429: ${retries}; dashboards ${dashboards}`,
)
console.log(`POST /sync ms: median ${at(0.5)}, 95 % ${at(0.95)}, 99 % ${at(0.99)}`)
console.log(
  `memory MB: first third ${mean(samples.slice(0, third))}, last third ${mean(samples.slice(-third))}, most ${Math.max(...samples)}`,
)
for (const line of unacknowledged.slice(0, 5)) console.error(line)
if (lost || twice || errors || unacknowledged.length) process.exit(1)
