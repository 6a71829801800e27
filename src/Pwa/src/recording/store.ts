import type { Consent } from '../contract'
import { type AccountDb, isFull } from '../sync/db'
import { makeRoom } from '../sync/room'

/** A recording on this phone: one for a call. */
export interface LocalRecording {
  callId: string
  /** As the recorder says what it makes. */
  contentType: string
  consent: Consent
  /** Device clock, ms. */
  startedAt: number
  /** Recorded so far; pauses don't count. */
  seconds: number
  /** Bytes, of all chunks. */
  size: number
  chunks: number
  /** `recording` without a page that records: it was cut off. `sent`: uploaded, not yet heard to have arrived. */
  state: 'recording' | 'kept' | 'sent' | 'refused'
  /** With `refused`, the server's code; with `kept`, why the last attempt was refused though another may do. */
  reason?: string | undefined
  /** Failures in a row. */
  attempts: number
  /** Device clock, ms: not to be tried before. */
  notBefore?: number
  /** Device clock, ms. */
  sentAt?: number
  /** Device clock, ms: since then its call is not there. */
  orphanedAt?: number
}

/** Begins anew: what was kept for this call before goes. */
export async function begin(db: AccountDb, recording: LocalRecording): Promise<void> {
  const tx = db.transaction(['recordings', 'chunks'], 'readwrite', { durability: 'strict' })
  await tx.objectStore('chunks').delete(rangeOf(recording.callId))
  await tx.objectStore('recordings').put(recording)
  await tx.done
}

/** On disk when this resolves; where the device is full, old calls make room. */
export async function append(db: AccountDb, callId: string, data: ArrayBuffer, seconds: number): Promise<void> {
  for (;;) {
    try {
      return await appendOnce(db, callId, data, seconds)
    } catch (error) {
      if (!isFull(error) || !(await makeRoom(db))) throw error
    }
  }
}

async function appendOnce(db: AccountDb, callId: string, data: ArrayBuffer, seconds: number): Promise<void> {
  const tx = db.transaction(['recordings', 'chunks'], 'readwrite', { durability: 'strict' })
  try {
    const recordings = tx.objectStore('recordings')
    const known = await recordings.get(callId)
    if (known) {
      await tx.objectStore('chunks').put(data, [callId, known.chunks])
      await recordings.put({ ...known, chunks: known.chunks + 1, size: known.size + data.byteLength, seconds })
    }
    await tx.done
  } catch (error) {
    tx.done.catch(() => {})
    throw isFull(tx.error) ? tx.error : error
  }
}

/** Changes what is known of a recording, if it is still there. */
export async function revise(db: AccountDb, callId: string, change: Partial<LocalRecording>): Promise<void> {
  const tx = db.transaction('recordings', 'readwrite', { durability: 'strict' })
  const known = await tx.store.get(callId)
  if (known) await tx.store.put({ ...known, ...change })
  await tx.done
}

/** Ready to be uploaded; one of nothing goes. */
export async function keep(db: AccountDb, callId: string): Promise<void> {
  const known = await db.get('recordings', callId)
  if (known?.size) await revise(db, callId, { state: 'kept', attempts: 0, reason: undefined })
  else await drop(db, callId)
}

export async function drop(db: AccountDb, callId: string): Promise<void> {
  const tx = db.transaction(['recordings', 'chunks'], 'readwrite', { durability: 'strict' })
  await tx.objectStore('chunks').delete(rangeOf(callId))
  await tx.objectStore('recordings').delete(callId)
  await tx.done
}

export async function blobOf(db: AccountDb, { callId, contentType }: LocalRecording): Promise<Blob> {
  return new Blob(await db.getAll('chunks', rangeOf(callId)), { type: contentType })
}

const rangeOf = (callId: string): IDBKeyRange => IDBKeyRange.bound([callId, 0], [callId, Number.MAX_SAFE_INTEGER])
