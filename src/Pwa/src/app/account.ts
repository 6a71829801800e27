import { computed, signal } from '@preact/signals'
import type { Employee, Me } from '../contract'
import { dayOf } from '../lib/days'
import { showBadge } from '../notices/badge'
import { ApiError } from '../session/problem'
import { forgetAccount, rememberedAccount } from '../session/remembered'
import { api, onSessionElsewhere, signOut, signOutEverywhere } from '../session/session'
import { type AccountDb, accountDbName, getMeta, openAccountDb, purgeAccountDb, setMeta, write } from '../sync/db'
import type { SyncEngine, Trigger } from '../sync/engine'
import { authorOf, changesChannelName } from '../sync/identity'
import type { Author } from '../sync/outbox'
import type { SyncStatus } from '../sync/ports'
import { type Counts, counts } from '../sync/queries'
import { type Reads, readsOf } from '../sync/reads'
import { firstScreen } from '../ui/firstScreen'
import { type KnownHome, readHome } from './homeRead'
import { lock, locked } from './lock'
import { leaveFor, route } from './navigation'
import { to } from './routes'

/** The account whose data this page shows, and everything that lives and dies with it. */
export interface Account {
  employee: Employee
  /** For writing. What the screen shows comes through `reads`. */
  db: AccountDb
  reads: Reads
  /** What the home screen shows at once, before it has read: as it was the last time, or read before anything was painted. */
  home: KnownHome | undefined
  author: Author
  /** Loads after the first screen. */
  engine: Promise<SyncEngine>
  /** The other tabs and the worker: something changed here. */
  tellOthers: () => void
  /** How to bring what is under way to its end, all of it on disk: done before the account goes. */
  underWay: Set<() => Promise<void>>
  close: () => Promise<void>
}

/** undefined: not known yet. null: nobody has signed in on this device. */
export const account = signal<Account | null | undefined>(undefined)
export const me = signal<Me | undefined>(undefined)
const nothing: Counts = { waiting: 0, refused: 0, unsent: new Set(), unread: 0, lastSuccess: null }
export const tally = signal<Counts>(nothing)
export const syncStatus = signal<SyncStatus>({ phase: 'idle' })
export const online = signal(navigator.onLine)
/** The server has once told all that it had: an empty list says that there is nothing. */
export const knowsAll = computed(() => tally.value.lastSuccess !== null)
/** The server was asked and did not answer, since this person signed in. */
const unanswered = signal(false)
/** Not all has come from the server yet, and it is being asked: an empty list says nothing. */
export const firstPull = computed(
  () => !knowsAll.value && online.value && syncStatus.value.phase !== 'stopped' && !unanswered.value,
)
/** Grows whenever calls or outbox changed, here, in another tab or in the worker. */
export const revision = signal(0)
/** Why nobody is signed in any more, to be said on the sign-in page. */
export const farewell = signal<'disabled' | 'erased' | 'everywhere' | undefined>(undefined)

export const timeZone = (): string => me.value?.organisation.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone

export async function start(): Promise<void> {
  const employee = await rememberedAccount()
  if (employee) await open(employee, false)
  else account.value = null
}

/** `proven`: the person has just signed in, so the app is not locked. */
export async function open(employee: Employee, proven: boolean): Promise<void> {
  const db = await openAccountDb(accountDbName(employee.id), () => location.reload())
  const channel = new BroadcastChannel(changesChannelName(employee.id))
  let closed = false
  const changed = (callIds: string[]) => {
    // An answer may still come in after the person has left.
    if (closed) return
    channel.postMessage(callIds)
    void refresh(db)
  }
  channel.onmessage = () => void refresh(db)
  // Nothing on the way from tap to saved needs the engine, so it comes after the first screen.
  const engine = firstScreen
    .then(() => import('../sync/device'))
    .then(({ startEngine }) => startEngine(db, employee.id, changed, (status) => onStatus(status, employee)))
  const underWay: Account['underWay'] = new Set()
  const close = async () => {
    await finish(underWay)
    closed = true
    engine.then((running) => running.stop())
    channel.close()
    db.close()
  }
  const [known, counted] = await Promise.all([getMeta(db, 'me'), counts(db)])
  me.value = known
  // Before anything else is waited for: what another tab says meanwhile is newer.
  takeTally(counted)
  await lock.arm(employee.id, known?.organisation.lockMinutes ?? 0, proven)
  farewell.value = undefined
  const reads = readsOf(db, () => locked.value)
  const home = route.value.screen === 'home' && !locked.value ? await readFirst(reads) : undefined
  account.value = {
    employee,
    db,
    reads,
    home,
    author: authorOf(employee.id),
    engine,
    tellOthers: () => channel.postMessage([]),
    underWay,
    close,
  }
  catchUp(proven)
}

/** Somebody has just signed in. Who was signed in already goes on with all that is under way: a recording, a call being heard. */
export async function enter(employee: Employee): Promise<void> {
  const current = account.value
  if (current?.employee.id !== employee.id) {
    await current?.close()
    return open(employee, true)
  }
  current.employee = employee
  await lock.arm(employee.id, me.value?.organisation.lockMinutes ?? 0, true)
  catchUp(true)
}

const finish = (underWay: Account['underWay'] = new Set()) => Promise.all(Array.from(underWay, (end) => end()))

function catchUp(proven: boolean): void {
  request('start')
  firstScreen
    .then(() => import('../notices/push'))
    .then((push) => push.keepPush(proven))
    .catch(() => {})
  firstScreen.then(loadMe).catch(() => {})
}

async function readFirst(reads: Reads): Promise<KnownHome | undefined> {
  const [zone, tick] = [timeZone(), revision.value]
  const today = dayOf(Date.now(), zone)
  // What fails here is read again by the screen, and reported there.
  const value = await readHome(reads, today, zone).catch(() => undefined)
  return value && { value, tick, today, zone }
}

/** Asks for a sync; does nothing while nobody is signed in. */
export function request(trigger: Trigger): void {
  account.value?.engine.then((engine) => engine.request(trigger)).catch(reportError)
}

async function refresh(db: AccountDb): Promise<void> {
  revision.value += 1
  const [known, counted] = await Promise.all([getMeta(db, 'me'), counts(db)])
  takeTally(counted)
  takeMe(known ?? me.value)
}

function takeTally(counted: Counts): void {
  tally.value = counted
  showBadge(counted.unread)
}

function takeMe(known: Me | undefined): void {
  me.value = known
  lock.setMinutes(known?.organisation.lockMinutes ?? 0)
}

/** Asks the server again who this is, what the organisation wants, and which passkeys there are. */
export async function loadMe(): Promise<void> {
  const db = account.value?.db
  if (!db) return
  const fetched = await api<Me>('/me').catch((error: unknown) => {
    if (error instanceof ApiError) return undefined
    throw error
  })
  // Somebody else may have signed in here meanwhile.
  if (fetched?.employee.id !== account.value?.employee.id || !fetched) return
  await write(db, (tx) => setMeta(tx, 'me', fetched))
  takeMe(fetched)
}

function onStatus(status: SyncStatus, employee: Employee): void {
  syncStatus.value = status
  if (status.phase === 'waiting') unanswered.value = true
  if (status.phase === 'stopped' && status.reason === 'erased') void leave(employee, 'erased')
}

/** After every change that the person makes: show it, tell the other tabs, send it when possible. */
export async function saved(): Promise<void> {
  const current = account.value
  if (!current) return
  current.tellOthers()
  await refresh(current.db)
  request('save')
}

export async function logOut(): Promise<void> {
  const current = account.value
  if (!current) return
  await stopPush()
  await signOut()
  await leave(current.employee)
}

/** On every device, this one included; throws ApiError and changes nothing here without the server's answer. */
export async function logOutEverywhere(): Promise<void> {
  const current = account.value
  if (!current) return
  await stopPush()
  await signOutEverywhere()
  await leave(current.employee, 'everywhere')
}

/** This phone is not told of an account that has left it. */
async function stopPush(): Promise<void> {
  await import('../notices/push').then((push) => push.turnOff()).catch((error: unknown) => reportError(error))
}

async function leave(employee: Employee, why?: 'erased' | 'everywhere'): Promise<void> {
  await account.value?.close()
  lock.disarm()
  await forgetAccount()
  await purgeAccountDb(accountDbName(employee.id))
  me.value = undefined
  tally.value = nothing
  showBadge(0)
  syncStatus.value = { phase: 'idle' }
  unanswered.value = false
  farewell.value = why
  account.value = null
  leaveFor(to.home)
}

function wake(trigger: 'online' | 'visible'): void {
  request(trigger)
  loadMe().catch(() => {})
}

addEventListener('online', () => {
  online.value = true
  wake('online')
})
addEventListener('offline', () => {
  online.value = false
  syncStatus.value = { phase: 'offline' }
})
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') wake('visible')
})
onSessionElsewhere(async (heard) => {
  const here = account.value?.employee.id
  const there = (await rememberedAccount())?.id
  // Somebody signed in or out in another tab: this one must not go on showing the previous account.
  if (heard.type === 'token' ? there !== undefined && here !== there : there === undefined && here !== undefined) {
    await finish(account.value?.underWay)
    return location.reload()
  }
  // Signed in again over there: this one has no more reason to wait for it.
  if (heard.type === 'token' && syncStatus.value.phase === 'stopped') request('visible')
})
