import { effect, signal } from '@preact/signals'
import { type Account, account, online, request, revision } from '../app/account'
import type { UploadForm } from '../contract'
import { ApiError } from '../session/problem'
import { accessFor, api } from '../session/session'
import { changesChannelName } from '../sync/identity'
import { stallPatience } from './limits'
import { ended, isLive, live } from './live'
import type { LocalRecording } from './store'
import { isGone, uploadAll } from './upload'

/** How much of an upload has gone out, 0…1, by call. */
export const progress = signal<ReadonlyMap<string, number>>(new Map())
/** Recordings that a page began and never ended. */
export const cutOff = signal<readonly LocalRecording[]>([])

const longestTimer = 2 ** 31 - 1
let timer: ReturnType<typeof setTimeout> | undefined
let again = false
let running = false

/** Uploads whenever something changed, the network is back, or its time has come. One page at a time does. */
export function watchRecordings(): void {
  let owner: Account | null | undefined
  effect(() => {
    const current = account.value
    revision.value
    if (current !== owner) {
      owner = current
      cutOff.value = []
      ended.value = undefined
    }
    if (!current) return
    if (online.value) go(current)
    void find(current)
    endWithItsCall(current).catch((error: unknown) => account.peek() === current && reportError(error))
  })
}

/** Nobody expects the microphone to stay on for a call that they have deleted. */
async function endWithItsCall({ db }: Account): Promise<void> {
  const going = live.peek()
  if (!going || !(await isGone(db, going.callId)) || live.peek()?.callId !== going.callId) return
  ended.value = 'deleted'
  going.stop()
}

function go(current: Account): void {
  if (running) {
    again = true
    return
  }
  running = true
  clearTimeout(timer)
  alone(`ooak-uploads-${current.employee.id}`, () => round(current))
    .then((due: number | undefined) => {
      if (due !== undefined) timer = setTimeout(() => go(current), Math.min(Math.max(due - Date.now(), 0) + 1, longestTimer))
    })
    // The database closes when the person logs out.
    .catch((error: unknown) => account.peek() === current && reportError(error))
    .finally(() => {
      running = false
      const next = account.peek()
      if (again && next && online.peek()) {
        again = false
        go(next)
      }
    })
}

/** undefined: another page does it. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T | undefined> {
  let result: T | undefined
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) result = await work()
  })
  return result
}

async function round(current: Account): Promise<number | undefined> {
  if (account.peek() !== current) return undefined
  return uploadAll({
    db: current.db,
    now: Date.now,
    random: Math.random,
    api: (path, init) => ask(current.employee.id, path, init),
    send,
    onProgress: (callId, sent) => {
      progress.value = new Map(progress.value).set(callId, sent)
    },
    isLive,
    onChange: () => {
      revision.value += 1
    },
    onSettled: () => {
      const channel = new BroadcastChannel(changesChannelName(current.employee.id))
      channel.postMessage([])
      channel.close()
      request('asked')
      revision.value += 1
    },
  })
}

/** Only in its owner's name: another person may have signed in. */
async function ask<T>(employeeId: string, path: string, init?: RequestInit): Promise<T> {
  const access = await accessFor(employeeId)
  if (!access.ok) throw new ApiError(access.reason, 401)
  return api<T>(path, init)
}

async function find(current: Account): Promise<void> {
  try {
    const found: LocalRecording[] = []
    for (const recording of await current.db.getAll('recordings')) {
      if (recording.state === 'recording' && !(await isLive(recording.callId))) found.push(recording)
    }
    if (account.peek() === current) cutOff.value = found
  } catch (error) {
    if (account.peek() === current) reportError(error)
  }
}

/** XMLHttpRequest, because fetch does not tell how much has gone out. */
function send(form: UploadForm, file: Blob, onProgress: (sent: number) => void): Promise<number> {
  const body = new FormData()
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value)
  body.append('file', file)
  return new Promise((resolve) => {
    const upload = new XMLHttpRequest()
    // A connection can die without a word.
    let stall: ReturnType<typeof setTimeout>
    const watch = () => {
      clearTimeout(stall)
      stall = setTimeout(() => upload.abort(), stallPatience)
    }
    upload.upload.onprogress = ({ loaded, total }) => {
      watch()
      onProgress(total > 0 ? Math.min(loaded / total, 1) : 0)
    }
    upload.onloadend = () => {
      clearTimeout(stall)
      resolve(upload.status)
    }
    watch()
    upload.open('POST', form.url)
    upload.send(body)
  })
}
