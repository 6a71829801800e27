import type { Call, Digest } from '../contract'
import { addDays, dayOf } from '../lib/days'
import { type AccountDb, getMeta, write } from './db'
import { reproject } from './records'
import { offerAgain, reofferIfRestored } from './refetch'

/** What a repair needs beside the database. */
export interface RepairPorts {
  db: AccountDb
  employeeId: string
  newId: () => string
  now: () => number
  /** The organisation's, whose days the digests are of. */
  timeZone: string
  digest: (from: string, to: string) => Promise<Digest>
  /** undefined: the server has no such call, or it was deleted. */
  call: (id: string) => Promise<Call | undefined>
}

export interface Repaired {
  /** Calls that both sides hold or one of them lacked. */
  checked: number
  /** Taken from the server, because they were missing here or older. */
  fetched: number
  /** Offered to the server again, because it lacks them. */
  offered: number
}

/** GET /sync/digest answers for at most 100 days. */
const daysAtOnce = 100

/**
 * Compares phone and server day by day and mends only what differs. Runs alone among flushers, so that nothing moves meanwhile;
 * what waits in the outbox is not touched.
 */
export async function repair(ports: RepairPorts, since: string): Promise<Repaired> {
  const mine = await confirmedByDay(ports)
  const evicted = await getMeta(ports.db, 'evictedUntil')
  if (evicted) {
    // What made room is not missing.
    const whole = addDays(dayOf(evicted, ports.timeZone), 1)
    for (const day of mine.keys()) if (day < whole) mine.delete(day)
    if (since < whole) return compare(ports, whole, mine)
  }
  return compare(ports, since, mine)
}

async function compare(ports: RepairPorts, since: string, mine: Map<string, Map<string, number>>): Promise<Repaired> {
  const done: Repaired = { checked: 0, fetched: 0, offered: 0 }
  // A phone's clock may be ahead, so the days go on a little.
  const days = [since, addDays(dayOf(ports.now(), ports.timeZone), 1), ...mine.keys()].sort()
  const last = days.at(-1) ?? since
  for (let from = days[0] ?? since; from <= last; from = addDays(from, daysAtOnce)) {
    const [to = last] = [addDays(from, daysAtOnce - 1), last].sort()
    const theirs = new Map((await ports.digest(from, to)).days.map((day) => [day.day, day]))
    for (const day of new Set([...theirs.keys(), ...[...mine.keys()].filter((day) => day >= from && day <= to)])) {
      const here = mine.get(day) ?? new Map<string, number>()
      done.checked += Math.max(theirs.get(day)?.calls ?? 0, here.size)
      if (theirs.get(day)?.digest !== (await digestOf(here))) await mendDay(ports, day, here, done)
    }
  }
  return done
}

/** The day's calls that the server has confirmed to this phone: id → version. */
async function confirmedByDay({ db, timeZone }: RepairPorts): Promise<Map<string, Map<string, number>>> {
  const days = new Map<string, Map<string, number>>()
  for (const { server } of await db.getAll('calls')) {
    if (!server || server.deleted) continue
    const day = dayOf(server.startedAt, timeZone)
    const versions = days.get(day) ?? new Map<string, number>()
    days.set(day, versions.set(server.id, server.version))
  }
  return days
}

/** As the server makes it: the lines "id version\n" in the order of the ids. */
export async function digestOf(versions: ReadonlyMap<string, number>): Promise<string> {
  const lines = [...versions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, version]) => `${id} ${version}\n`)
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('')))
  return [...new Uint8Array(hash)]
    .slice(0, 16)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

async function mendDay(ports: RepairPorts, day: string, here: ReadonlyMap<string, number>, done: Repaired): Promise<void> {
  const there = new Map((await ports.digest(day, day)).days[0]?.versions?.map(({ id, version }) => [id, version]))
  for (const [id, version] of there) {
    if (version === here.get(id)) continue
    const call = await ports.call(id)
    if (call && (await take(ports, call))) done.fetched += 1
  }
  for (const id of here.keys()) {
    if (there.has(id)) continue
    // It may have moved to another day, been deleted, or been lost with a restore.
    const call = await ports.call(id)
    if (call) done.fetched += (await take(ports, call)) ? 1 : 0
    else if (await offer(ports, id)) done.offered += 1
  }
}

/** Takes the server's word. Versions only grow, so an older one is that of a restored copy: what came after is offered again. */
function take(ports: RepairPorts, call: Call): Promise<boolean> {
  return write(ports.db, async (tx) => {
    const record = await tx.objectStore('calls').get(call.id)
    if (record?.server?.version === call.version) return false
    if (record?.server && record.server.version > call.version) await reofferIfRestored(tx, record.server, call, ports)
    await reproject(tx, call.id, ports.employeeId, { ...record, server: call, epoch: record?.epoch ?? 0 })
    return true
  })
}

/** The server's answer to the same create decides: a deleted call comes back as deleted, a lost one is made again. */
function offer(ports: RepairPorts, id: string): Promise<boolean> {
  return write(ports.db, async (tx) => {
    const record = await tx.objectStore('calls').get(id)
    if (!record?.server) return false
    await offerAgain(tx, record.server, ports)
    await reproject(tx, id, ports.employeeId, { server: null, epoch: record.epoch })
    return true
  })
}
