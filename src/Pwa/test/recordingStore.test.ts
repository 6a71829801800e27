import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it } from 'vitest'
import { append, begin, blobOf, drop, keep, type LocalRecording } from '../src/recording/store'
import { type AccountDb, accountDbName, openAccountDb } from '../src/sync/db'
import { makeRoom } from '../src/sync/room'
import { Device, draft, employeeId } from './device'
import { FakeServer } from './fakeServer'
import { recordingOf } from './recordings'

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer

const reopen = (): Promise<AccountDb> => openAccountDb(accountDbName(employeeId))

async function recorded(db: AccountDb, callId: string, ...chunks: string[]): Promise<void> {
  await begin(db, recordingOf(callId))
  for (const [index, chunk] of chunks.entries()) await append(db, callId, bytes(chunk), index + 1)
}

describe('a recording on the phone', () => {
  let db: AccountDb

  beforeEach(async () => {
    globalThis.indexedDB = new IDBFactory()
    db = await reopen()
  })

  it('is on disk up to the last chunk, whenever the page ends', async () => {
    const chunks = Array.from({ length: 12 }, (_, index) => `<${index}>`)
    for (let killed = 1; killed <= chunks.length; killed++) {
      const callId = `call-${killed}`
      await recorded(db, callId, ...chunks.slice(0, killed))
      db.close()
      db = await reopen()
      const found = (await db.get('recordings', callId)) as LocalRecording
      expect(found).toMatchObject({ state: 'recording', chunks: killed, seconds: killed })
      const blob = await blobOf(db, found)
      expect(await blob.text()).toBe(chunks.slice(0, killed).join(''))
      expect([blob.type, blob.size]).toEqual(['audio/webm;codecs=opus', found.size])
    }
  })

  it('begins anew for its call, and leaves others alone', async () => {
    await recorded(db, 'a', 'one', 'two', 'three')
    await recorded(db, 'b', 'other')
    await recorded(db, 'a', 'new')

    expect(await (await blobOf(db, recordingOf('a'))).text()).toBe('new')
    expect(await (await blobOf(db, recordingOf('b'))).text()).toBe('other')
  })

  it('is kept once it has something, and forgotten when it has nothing', async () => {
    await recorded(db, 'a', 'one')
    await begin(db, recordingOf('b'))
    await keep(db, 'a')
    await keep(db, 'b')

    expect((await db.get('recordings', 'a'))?.state).toBe('kept')
    expect(await db.get('recordings', 'b')).toBeUndefined()
  })

  it('takes all its chunks with it', async () => {
    await recorded(db, 'a', 'one', 'two')
    await recorded(db, 'b', 'other')
    await drop(db, 'a')

    expect(await db.getAllKeys('chunks')).toEqual([['b', 0]])
    expect(await db.getAllKeys('recordings')).toEqual(['b'])
  })

  it('takes nothing more after it was dropped', async () => {
    await recorded(db, 'a', 'one')
    await drop(db, 'a')
    await append(db, 'a', bytes('late'), 2)

    expect(await db.count('chunks')).toBe(0)
  })

  it('keeps its call on the phone when others make room', async () => {
    const server = new FakeServer()
    const phone = Device.with(db, server)
    const old = draft({ startedAt: '2026-01-02T10:00:00.000Z' })
    const other = draft({ startedAt: '2026-01-03T10:00:00.000Z' })
    await phone.log(old)
    await phone.log(other)
    await phone.flush()
    await recorded(db, old.id, 'one')

    expect(await makeRoom(db)).toBe(true)
    expect(await db.getAllKeys('calls')).toEqual([old.id])
  })
})
