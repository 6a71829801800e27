import { effect, signal } from '@preact/signals'
import { type Account, account, request, revision } from '../app/account'
import { blankForm, type FormState } from '../app/draft'
import { holdOpen } from '../app/lock'
import { newId } from '../lib/uuid'
import { getMeta, setMeta, write } from '../sync/db'
import { changesChannelName } from '../sync/identity'
import { forgetForm } from '../sync/kept'
import { type CallEvent, next, type PendingCall, underWay } from './pending'
import { telUri } from './telUri'

/** The pending calls of this account in a real page: its storage, its tabs, when it is hidden. */

export const pendingCalls = signal<readonly PendingCall[]>([])
/** The person put the sheet aside; it comes back with the next return to the app. */
export const aside = signal(false)

/** What this page holds while a call that it started is under way. */
let held: { id: string; isWritten: boolean; letGo: () => void } | undefined
/** The device is full: the pending calls live as long as the page. */
let inMemory = false
/** Counts what was written, so that an older read does not undo it on the screen. */
let writes = 0

/** What was typed on a call's sheet, until it has joined the call. */
export const sheetOf = (id: string): string => `sheet:${id}`
const lockName = (id: string): string => `ooak-call:${id}`

/** On disk when this resolves. */
export async function change(event: CallEvent): Promise<void> {
  const current = account.value
  if (!current) return
  const before = underWay(pendingCalls.peek())?.id
  try {
    pendingCalls.value = inMemory ? next(pendingCalls.value, event) : await store(current, event)
  } catch (error) {
    // What goes wrong here must not keep anybody from calling.
    reportError(error)
    inMemory = true
    pendingCalls.value = next(pendingCalls.value, event)
  }
  letGoOfEnded()
  // Managers see who is on a call.
  if (underWay(pendingCalls.value)?.id !== before) request('save')
}

async function store({ db, employee }: Account, event: CallEvent): Promise<readonly PendingCall[]> {
  const { before, after } = await write(db, async (tx) => {
    const before: readonly PendingCall[] = (await getMeta(tx, 'pendingCalls')) ?? []
    const after = next(before, event)
    if (after !== before) await setMeta(tx, 'pendingCalls', after.length > 0 ? after : undefined)
    if (event.type === 'keep') await forgetForm(tx, sheetOf(event.id), event.at)
    if (event.type === 'remove') await setMeta(tx, `form:${sheetOf(event.id)}`, undefined)
    return { before, after }
  })
  writes += 1
  if (after !== before) {
    const channel = new BroadcastChannel(changesChannelName(employee.id))
    channel.postMessage([])
    channel.close()
  }
  return after
}

/** Another tab may have logged it meanwhile. */
export async function isPending(id: string): Promise<boolean> {
  const known = inMemory || !account.value ? pendingCalls.value : await getMeta(account.value.db, 'pendingCalls')
  return known?.some((call) => call.id === id) ?? false
}

/** Follows the `tel:` link once the call is on disk: the system may end this page while the person talks. */
export async function dial(phone: string, name: string | null, assignmentId?: string): Promise<void> {
  const id = newId()
  const event: CallEvent = { type: 'dial', id, phone, name, at: Date.now(), ...(assignmentId && { assignmentId }) }
  if (next(pendingCalls.peek(), event) === pendingCalls.peek()) return
  hold(id)
  await change(event)
  if (written(id)) location.href = telUri(phone)
}

/** The call goes on although the app is back on the screen. */
export async function resume(id: string): Promise<void> {
  hold(id)
  await change({ type: 'resume', id })
  written(id)
}

/** Until its call ends, the app does not lock, and no other tab takes the call for abandoned. */
function hold(id: string): void {
  const before = held
  const close = holdOpen('call')
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  navigator.locks.request(lockName(id), () => released).catch((error: unknown) => reportError(error))
  held = {
    id,
    isWritten: false,
    letGo: () => {
      close()
      release()
    },
  }
  before?.letGo()
}

/** From here on, that the list does not have the call says that it is over. The answer: whether this page holds it. */
function written(id: string): boolean {
  if (held?.id !== id) return false
  held.isWritten = true
  letGoOfEnded()
  return held?.id === id
}

/** What is written of another call meanwhile says nothing about one that is only being started. */
function letGoOfEnded(): void {
  if (!held?.isWritten || underWay(pendingCalls.value)?.id === held.id) return
  held.letGo()
  held = undefined
  aside.value = false
}

async function load(current: Account): Promise<void> {
  if (inMemory) return
  const at = writes
  const found = (await getMeta(current.db, 'pendingCalls')) ?? []
  for (const { id } of found) {
    // The page ended between saving the call and forgetting that it was pending, or before what was typed had joined it.
    const left = await getMeta(current.db, `form:${sheetOf(id)}`)
    if (await current.db.getKey('calls', id)) await change({ type: 'remove', id })
    else if (left)
      await change({ type: 'keep', id, answer: { ...blankForm, ...(left.typed as Partial<FormState>) }, at: left.at })
    else continue
    return load(current)
  }
  if (at !== writes || account.value !== current) return
  pendingCalls.value = found
  const abandoned = underWay(found)
  if (abandoned && abandoned.id !== held?.id) void endWithItsPage(abandoned.id)
}

const waitingFor = new Set<string>()

/** The page that started the call holds the lock; once it is free, that page is gone or has seen the end itself. */
async function endWithItsPage(id: string): Promise<void> {
  if (waitingFor.has(id)) return
  waitingFor.add(id)
  await navigator.locks.request(lockName(id), () => change({ type: 'end', id, at: Date.now() }))
  waitingFor.delete(id)
}

export function watchCalls(): void {
  effect(() => {
    const current = account.value
    revision.value
    if (!current) {
      pendingCalls.value = []
      return
    }
    // The database closes under a read when the person logs out.
    load(current).catch((error: unknown) => account.peek() === current && reportError(error))
  })
  const seen = () => {
    const hidden = document.visibilityState === 'hidden'
    if (!hidden) aside.value = false
    if (held) void change({ type: hidden ? 'hide' : 'show', at: Date.now() })
  }
  document.addEventListener('visibilitychange', seen)
  addEventListener('pageshow', ({ persisted }) => persisted && seen())
}
