import type { Call, RecordingRequest, UploadForm } from '../contract'
import { backoff } from '../lib/backoff'
import { ApiError } from '../session/problem'
import { type AccountDb, getMeta, write } from '../sync/db'
import type { OutboxEntry, StoredCall } from '../sync/model'
import { isHeld } from '../sync/outbox'
import { reproject } from '../sync/records'
import { arrivalPatience, orphanPatience } from './limits'
import { blobOf, drop, type LocalRecording, revise } from './store'

export interface UploadPorts {
  db: AccountDb
  /** Device clock, ms. */
  now: () => number
  random: () => number
  /** Throws ApiError. */
  api: <T>(path: string, init?: RequestInit) => Promise<T>
  /** The status that S3 answered; 0: no answer. */
  send: (form: UploadForm, file: Blob, onProgress: (sent: number) => void) => Promise<number>
  /** 0…1. */
  onProgress: (callId: string, sent: number) => void
  /** A page records this right now. */
  isLive: (callId: string) => Promise<boolean>
  /** What is kept of a recording changed. */
  onChange: () => void
  /** What the phone knows of its calls is older than what happened. */
  onSettled: () => void
}

/** Brings every recording as far as it goes now. Resolves to when to come back (device clock, ms), if time alone helps. */
export async function uploadAll(ports: UploadPorts): Promise<number | undefined> {
  let next: number | undefined
  for (const { callId } of await ports.db.getAll('recordings')) {
    const due = await advance(ports, callId)
    if (due !== undefined) next = Math.min(next ?? due, due)
  }
  return next
}

async function advance(ports: UploadPorts, callId: string): Promise<number | undefined> {
  for (;;) {
    const recording = await ports.db.get('recordings', callId)
    if (!recording || recording.state === 'refused' || (await ports.isLive(callId))) return undefined
    const known = await ports.db.get('calls', callId)
    const orphaned = !known && !(await isPending(ports.db, callId))
    if (orphaned && recording.orphanedAt === undefined) {
      await revise(ports.db, callId, { orphanedAt: ports.now() })
      return ports.now() + orphanPatience
    }
    const since = ports.now() - (recording.orphanedAt ?? 0)
    if (orphaned && since >= 0 && since < orphanPatience) return ports.now() + orphanPatience - since
    if (orphaned || (known && (await goesWithItsCall(ports, known)))) {
      await drop(ports.db, callId)
      ports.onSettled()
      return undefined
    }
    if (recording.state === 'recording') return undefined
    const undoable = await undoableUntil(ports, callId)
    if (undoable !== undefined) return undoable
    // The call goes first; its arrival leads here again.
    if (!known?.server) return undefined
    const wait = (recording.notBefore ?? 0) - ports.now()
    // A clock set back must not hold a recording for years.
    if (wait > 0 && wait <= 10 * 60_000) return recording.notBefore
    const done = recording.state === 'sent' ? await check(ports, recording) : await upload(ports, recording)
    if (done) return undefined
  }
}

/** Deleted, though it may come back, or never logged. */
export async function isGone(db: AccountDb, callId: string): Promise<boolean> {
  const known = await db.get('calls', callId)
  return known ? known.view.deleted : !(await isPending(db, callId))
}

/** Started from the app, not logged yet. */
async function isPending(db: AccountDb, callId: string): Promise<boolean> {
  return (await getMeta(db, 'pendingCalls'))?.some(({ id }) => id === callId) ?? false
}

/** Deleted for good, or made private. */
async function goesWithItsCall({ db, now }: UploadPorts, known: StoredCall): Promise<boolean> {
  if (known.server?.deleted) return true
  // Who makes a call private may still change their mind, until the server knows.
  if (known.view.private) return known.server?.private ?? true
  const deletion = await deletionOf(db, known.id)
  return deletion !== undefined && !isHeld(deletion, now())
}

/** Until then (device clock, ms) its call's deletion can be taken back: it stays here, and goes nowhere. */
async function undoableUntil({ db, now }: UploadPorts, callId: string): Promise<number | undefined> {
  const deletion = await deletionOf(db, callId)
  return deletion && isHeld(deletion, now()) ? deletion.notBefore : undefined
}

const deletionOf = async (db: AccountDb, callId: string): Promise<OutboxEntry | undefined> =>
  (await db.getAllFromIndex('outbox', 'callId', callId)).find(({ kind, state }) => kind === 'delete' && state !== 'rejected')

/** Whether nothing more can be done now. */
async function upload(ports: UploadPorts, recording: LocalRecording): Promise<boolean> {
  const { db, api, now } = ports
  const { callId, contentType, size, seconds, consent } = recording
  const path = `/calls/${callId}/recording`
  const body: RecordingRequest = { contentType, size, duration: seconds, consent }
  let form: UploadForm
  try {
    form = await api<UploadForm>(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  } catch (error) {
    return announceFailed(ports, recording, error)
  }
  ports.onProgress(callId, 0)
  const status = await ports.send(form, await blobOf(db, recording), (sent) => ports.onProgress(callId, sent))
  if (status >= 200 && status < 300) {
    await revise(db, callId, { state: 'sent', sentAt: now(), attempts: 0, notBefore: 0, reason: undefined })
    ports.onChange()
    return false
  }
  // The form was too old when the upload began, or another's: a new one does.
  if (status === 403) return later(ports, recording, { reason: 'form-refused' })
  if (status >= 400 && status < 500 && status !== 408) return refuse(ports, callId, 'upload-refused')
  return later(ports, recording)
}

async function announceFailed(ports: UploadPorts, recording: LocalRecording, error: unknown): Promise<boolean> {
  if (!(error instanceof ApiError)) throw error
  if (error.code === 'recording-exists') {
    // Ours, if its end was not heard; else another phone's.
    const there = error.problem.call?.recording
    const call = error.problem.call
    if (there?.size === recording.size && there.consent.at === recording.consent.at) return settled(ports, recording.callId, call)
    return refuse(ports, recording.callId, error.code, call)
  }
  const final = ['invalid-request', 'recording-off', 'consent-required', 'recording-private']
  return final.includes(error.code)
    ? refuse(ports, recording.callId, error.code)
    : later(ports, recording, { seconds: error.retryAfter })
}

async function check(ports: UploadPorts, recording: LocalRecording): Promise<boolean> {
  const { callId, sentAt = 0 } = recording
  let call: Call
  try {
    call = await ports.api<Call>(`/calls/${callId}`)
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return later(ports, recording, { seconds: error.retryAfter })
  }
  if (call.recording?.state === 'ready') return settled(ports, callId, call)
  if (call.recording?.state === 'refused') return refuse(ports, callId, call.recording.reason ?? 'refused', call)
  const since = ports.now() - sentAt
  if (since >= 0 && since < arrivalPatience) return later(ports, recording)
  await revise(ports.db, callId, { state: 'kept', attempts: 0 })
  return false
}

async function settled(ports: UploadPorts, callId: string, call?: Call): Promise<true> {
  await takeIn(ports.db, call)
  await drop(ports.db, callId)
  ports.onSettled()
  return true
}

async function refuse(ports: UploadPorts, callId: string, reason: string, call?: Call): Promise<true> {
  await takeIn(ports.db, call)
  await revise(ports.db, callId, { state: 'refused', reason })
  ports.onSettled()
  return true
}

/** The screen says what became of the recording at once; sync would tell in a moment. */
async function takeIn(db: AccountDb, call: Call | undefined): Promise<void> {
  if (!call) return
  await write(db, async (tx) => {
    const known = await tx.objectStore('calls').get(call.id)
    if (known?.server && call.version > known.server.version) {
      await reproject(tx, call.id, call.employeeId, { ...known, server: call })
    }
  })
}

interface Setback {
  /** As the server asked. */
  seconds?: number | undefined
  /** What the person should know; nothing where it is only the network. */
  reason?: string
}

async function later(
  ports: UploadPorts,
  { callId, attempts }: LocalRecording,
  { seconds = 0, reason }: Setback = {},
): Promise<false> {
  const { db, now, random } = ports
  const failures = attempts + 1
  const notBefore = now() + Math.max(seconds * 1_000, backoff(failures, random))
  await revise(db, callId, { attempts: failures, notBefore, reason })
  ports.onChange()
  return false
}
