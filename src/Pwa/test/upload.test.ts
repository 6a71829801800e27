import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Call, Recording } from '../src/contract'
import { append, begin, type LocalRecording } from '../src/recording/store'
import { isGone, type UploadPorts, uploadAll } from '../src/recording/upload'
import { ApiError } from '../src/session/problem'
import { type AccountDb, accountDbName, openAccountDb, setMeta, write } from '../src/sync/db'
import { deleteCall, editCall, undoDelete, undoWindow } from '../src/sync/outbox'
import { draftOf } from '../src/sync/project'
import { Device, draft, employeeId } from './device'
import { FakeServer } from './fakeServer'
import { recordingOf } from './recordings'

/** Bucket and endpoints, in memory. What arrives is looked at when the test says so. */
class Cloud {
  objects = new Map<string, { size: number; type: string }>()
  recordings = new Map<string, Recording>()
  forms = 0
  uploads = 0
  /** What the next requests meet: a status of S3, or a code of the API. */
  faults: { send?: number; api?: ApiError }[] = []
  arrives: 'ready' | 'not-audio' | 'never' = 'ready'

  constructor(readonly server: FakeServer) {}

  api = async <T>(path: string, init?: RequestInit): Promise<T> => {
    const fault = this.faults[0]?.api
    if (fault) {
      this.faults.shift()
      throw fault
    }
    const id = path.split('/')[2] as string
    const call = this.server.call(id) as Call
    if (init?.method !== 'POST') return { ...call, version: call.version + 1, recording: this.recordings.get(id) ?? null } as T
    const body = JSON.parse(init.body as string)
    const known = this.recordings.get(id)
    if (known?.state === 'ready') {
      throw new ApiError('recording-exists', 409, { call: { ...call, recording: known } })
    }
    this.recordings.set(id, { ...body, state: 'pending', reason: null, uploadedAt: null })
    this.forms += 1
    return { url: id, fields: {} } as T
  }

  send: UploadPorts['send'] = async ({ url }, file, onProgress) => {
    this.uploads += 1
    onProgress(0.5)
    const fault = this.faults[0]?.send
    if (fault !== undefined) {
      this.faults.shift()
      return fault
    }
    onProgress(1)
    this.objects.set(url, { size: file.size, type: file.type })
    const pending = this.recordings.get(url)
    if (pending && this.arrives === 'ready') this.recordings.set(url, { ...pending, state: 'ready' })
    if (pending && this.arrives === 'not-audio') this.recordings.set(url, { ...pending, state: 'refused', reason: 'not-audio' })
    return 204
  }
}

describe('the upload of a recording', () => {
  let db: AccountDb
  let phone: Device
  let server: FakeServer
  let cloud: Cloud
  let progress: number[]
  let settled: number
  let changes: number
  let live: string | undefined
  const call = draft()

  const round = (): Promise<number | undefined> =>
    uploadAll({
      db,
      now: phone.clock.now,
      random: () => 0,
      api: cloud.api,
      send: cloud.send,
      onProgress: (_, sent) => progress.push(sent),
      isLive: async (callId) => callId === live,
      onChange: () => {
        changes += 1
      },
      onSettled: () => {
        settled += 1
      },
    })
  const local = (): Promise<LocalRecording | undefined> => db.get('recordings', call.id)

  /** Rounds until nothing is due, as time brings them. */
  async function rounds(most = 20): Promise<void> {
    for (let n = 0; n < most; n++) {
      const due = await round()
      if (due === undefined) return
      phone.clock.time = due + 1
    }
    throw new Error('It never rests')
  }

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory()
    db = await openAccountDb(accountDbName(employeeId))
    server = new FakeServer()
    phone = Device.with(db, server)
    cloud = new Cloud(server)
    progress = []
    settled = 0
    changes = 0
    live = undefined
    await phone.log(call)
    await begin(db, recordingOf(call.id, { state: 'kept' }))
    await append(db, call.id, new ArrayBuffer(600), 2)
    await append(db, call.id, new ArrayBuffer(400), 4)
  })

  it('waits for the call, then goes once and is forgotten here', async () => {
    expect(await round()).toBeUndefined()
    expect(cloud.forms).toBe(0)
    await phone.flush()
    await rounds()

    expect([...cloud.objects]).toEqual([[call.id, { size: 1000, type: 'audio/webm;codecs=opus' }]])
    expect(cloud.recordings.get(call.id)).toMatchObject({ size: 1000, duration: 4, consent: { mode: 'notice' } })
    expect(await local()).toBeUndefined()
    expect(await db.count('chunks')).toBe(0)
    expect(progress).toEqual([0, 0.5, 1])
    expect(settled).toBe(1)
    expect((await db.get('calls', call.id))?.view.recording?.state).toBe('ready')
  })

  it.each([0, 500, 503, 403])(
    'starts again as a whole after it was cut with %i, with a new form, and is there once',
    async (status) => {
      await phone.flush()
      cloud.faults = [{ send: status }, { send: status }]
      const begun = phone.clock.now()
      expect(await round()).toBeGreaterThan(begun)
      expect((await local())?.attempts).toBe(1)
      expect(changes).toBe(1)
      await rounds()

      expect([cloud.forms, cloud.uploads, cloud.objects.size]).toEqual([3, 3, 1])
      expect(await local()).toBeUndefined()
    },
  )

  it('says that a form was refused until the next upload does better', async () => {
    await phone.flush()
    cloud.faults = [{ send: 403 }, { send: 0 }, { send: 403 }]
    const said: (string | undefined)[] = []
    for (let i = 0; i < 3; i++) {
      const due = await round()
      said.push((await local())?.reason)
      phone.clock.time = (due ?? 0) + 1
    }
    await rounds()

    expect(said).toEqual(['form-refused', undefined, 'form-refused'])
    expect([...cloud.objects.keys()]).toEqual([call.id])
    expect(await local()).toBeUndefined()
  })

  it('is not sent twice when only the answer was lost', async () => {
    await phone.flush()
    const send = cloud.send
    cloud.send = async (...given) => {
      cloud.send = send
      await send(...given)
      return 0
    }
    await rounds()

    expect(cloud.uploads).toBe(1)
    expect(await local()).toBeUndefined()
  })

  it('takes a recording of another phone for what it is', async () => {
    await phone.flush()
    cloud.recordings.set(call.id, {
      state: 'ready',
      reason: null,
      contentType: 'audio/mp4',
      size: 5,
      duration: 1,
      consent: { mode: 'notice', at: '2026-11-22T10:00:00.000Z' },
      uploadedAt: null,
    })
    await rounds()

    expect(await local()).toMatchObject({ state: 'refused', reason: 'recording-exists', size: 1000 })
    expect(cloud.uploads).toBe(0)
  })

  it('says why the server refused what arrived, and keeps it', async () => {
    await phone.flush()
    cloud.arrives = 'not-audio'
    await rounds()

    expect(await local()).toMatchObject({ state: 'refused', reason: 'not-audio' })
    expect(await db.count('chunks')).toBe(2)
    cloud.arrives = 'ready'
    await rounds()
    expect(cloud.uploads).toBe(1)
  })

  it.each(['recording-off', 'consent-required', 'invalid-request', 'recording-private'])('ends with %s', async (code) => {
    await phone.flush()
    cloud.faults = [{ api: new ApiError(code, 403) }]
    await rounds()

    expect(await local()).toMatchObject({ state: 'refused', reason: code })
  })

  it.each(['offline', 'unavailable', 'slow-down', 'session-expired', 'not-found'])('waits and goes on after %s', async (code) => {
    await phone.flush()
    cloud.faults = [{ api: new ApiError(code, 0, {}, code === 'slow-down' ? 30 : undefined) }]
    const begun = phone.clock.now()
    const due = await round()
    expect(due).toBeGreaterThan(begun + (code === 'slow-down' ? 29_999 : 0))
    expect(await round()).toBe(due)
    await rounds()

    expect(cloud.objects.size).toBe(1)
  })

  it('is sent again when its arrival was lost', async () => {
    await phone.flush()
    cloud.arrives = 'never'
    await round()
    expect((await local())?.state).toBe('sent')
    cloud.arrives = 'ready'
    phone.clock.time += 121_000
    await rounds()

    expect([cloud.uploads, cloud.objects.size]).toEqual([2, 1])
    expect(await local()).toBeUndefined()
  })

  it('goes on after the page was killed between sent and heard', async () => {
    await phone.flush()
    cloud.faults = [{}, {}]
    const { api } = cloud
    cloud.api = async (path, init) => {
      if (init?.method !== 'POST') throw new Error('killed')
      return api(path, init)
    }
    await expect(round()).rejects.toThrow('killed')
    cloud.api = api
    cloud.faults = []
    db.close()
    db = await openAccountDb(accountDbName(employeeId))
    await rounds()

    expect(cloud.uploads).toBe(1)
    expect(await local()).toBeUndefined()
  })

  it('does not touch what is being recorded, nor what waits for the person to keep it', async () => {
    await phone.flush()
    live = call.id
    await round()
    live = undefined
    await db.put('recordings', { ...((await local()) as LocalRecording), state: 'recording' })
    await round()

    expect(cloud.forms).toBe(0)
    expect(await db.count('chunks')).toBe(2)
  })

  it('goes with its call once the deletion can no longer be undone', async () => {
    await phone.flush()
    await deleteCall(db, phone.author, call.id)
    const due = await round()
    expect(due).toBe(phone.clock.time + undoWindow)
    expect(await local()).toBeDefined()
    phone.clock.time += 6_001
    await round()

    expect(await local()).toBeUndefined()
    expect(await db.count('chunks')).toBe(0)
    expect(cloud.forms).toBe(0)
  })

  it('is uploaded once the deletion of its call is undone', async () => {
    await phone.flush()
    await deleteCall(db, phone.author, call.id)
    await round()
    await undoDelete(db, phone.author, call.id)
    await rounds()
    expect(cloud.objects.get(call.id)).toMatchObject({ size: 1_000 })
  })

  it('has lost its call when that was deleted or was never logged, and not while it waits for an answer', async () => {
    const pending = '0190bbbb-0000-7000-8000-0000000000aa'
    expect(await isGone(db, call.id)).toBe(false)
    await phone.flush()
    await deleteCall(db, phone.author, call.id)
    expect(await isGone(db, call.id)).toBe(true)
    await undoDelete(db, phone.author, call.id)
    expect(await isGone(db, call.id)).toBe(false)
    await write(db, (tx) => setMeta(tx, 'pendingCalls', [{ id: pending } as never]))
    expect(await isGone(db, pending)).toBe(false)
    await write(db, (tx) => setMeta(tx, 'pendingCalls', undefined))
    expect(await isGone(db, pending)).toBe(true)
  })

  it('goes when its call is private', async () => {
    await editCall(db, phone.author, call, { ...call, private: true })
    await round()

    expect(await local()).toBeUndefined()
    expect(cloud.forms).toBe(0)
  })

  it('stays while the server does not know yet that its call became private', async () => {
    await phone.flush()
    const known = (await db.get('calls', call.id))?.view as Call
    cloud.faults = [{ api: new ApiError('offline', 0) }]
    await editCall(db, phone.author, draftOf(known), { ...draftOf(known), private: true })
    await round()
    expect(await local()).toBeDefined()
    await phone.flush()
    await round()

    expect(await local()).toBeUndefined()
  })

  it('waits for a call that was started and is not logged yet, and goes when none was made', async () => {
    const pending = '0190bbbb-0000-7000-8000-0000000000aa'
    await begin(db, recordingOf(pending, { state: 'kept' }))
    const started = { id: pending, phone: '+447700900123', name: null, startedAt: 0 }
    await write(db, (tx) => setMeta(tx, 'pendingCalls', [started as never]))
    await round()
    expect(await db.get('recordings', pending)).toBeDefined()
    await write(db, (tx) => setMeta(tx, 'pendingCalls', undefined))
    // An undo may bring it back.
    const due = await round()
    expect(due).toBeGreaterThan(phone.clock.time + 6_000)
    expect(await db.get('recordings', pending)).toBeDefined()
    phone.clock.time = due as number
    await round()

    expect(await db.get('recordings', pending)).toBeUndefined()
  })
})
