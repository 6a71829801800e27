import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPIndex, type IDBPTransaction, openDB, type StoreNames } from 'idb'
import type { Announcement } from '../contract'
import type { StoredNotice } from '../notices/store'
import type { LocalRecording } from '../recording/store'
import type { Meta, OutboxEntry, StoredAssignment, StoredCall, WaitingErrand } from './model'
import { makeRoom } from './room'

interface Schema extends DBSchema {
  calls: { key: string; value: StoredCall; indexes: { start: string } }
  outbox: { key: number; value: OutboxEntry; indexes: { callId: string } }
  inbox: { key: string; value: StoredNotice; indexes: { unread: number } }
  meta: { key: keyof Meta; value: Meta[keyof Meta] }
  recordings: { key: string; value: LocalRecording }
  /** By call and position: the bytes of a recording as they came. */
  chunks: { key: [string, number]; value: ArrayBuffer }
  assignments: { key: string; value: StoredAssignment }
  /** Mutations that are about no call. */
  errands: { key: number; value: WaitingErrand; indexes: { subject: string } }
  announcements: { key: string; value: Announcement }
}

type Stores = StoreNames<Schema>
export type AccountDb = IDBPDatabase<Schema>
/** Of the calls. */
export type StartIndex = IDBPIndex<Schema, ['calls'], 'calls', 'start'>
type Written = 'calls' | 'outbox' | 'meta' | 'assignments' | 'errands' | 'announcements' | 'inbox'
export type Tx = IDBPTransaction<Schema, Stores[], IDBTransactionMode>
export type WriteTx = IDBPTransaction<Schema, Written[], 'readwrite'>

/** One step a version, never edited once released. */
const migrations: ((db: AccountDb) => void)[] = [
  (db) => {
    db.createObjectStore('calls', { keyPath: 'id' }).createIndex('start', 'start')
    db.createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true }).createIndex('callId', 'callId')
    db.createObjectStore('meta')
  },
  (db) => {
    db.createObjectStore('recordings', { keyPath: 'callId' })
    db.createObjectStore('chunks')
  },
  (db) => {
    db.createObjectStore('assignments', { keyPath: 'id' })
    db.createObjectStore('errands', { keyPath: 'seq', autoIncrement: true }).createIndex('subject', 'subject')
    db.createObjectStore('announcements', { keyPath: 'id' })
  },
  (db) => {
    db.createObjectStore('inbox', { keyPath: 'id' }).createIndex('unread', 'unread')
  },
]

export const accountDbName = (employeeId: string): string => `ooak-${employeeId}`

export function openAccountDb(name: string, onSuperseded?: () => void): Promise<AccountDb> {
  return openDB<Schema>(name, migrations.length, {
    upgrade(db, oldVersion) {
      for (const migrate of migrations.slice(oldVersion)) migrate(db)
    },
    blocking(_current, _next, event) {
      // A newer app or a purge in another tab wants the database: holding on would block it for ever.
      ;(event.target as IDBDatabase).close()
      onSuperseded?.()
    },
  })
}

export const purgeAccountDb = (name: string): Promise<void> => deleteDB(name)

export const allStores: Written[] = ['calls', 'outbox', 'meta', 'assignments', 'errands', 'announcements', 'inbox']

/**
 * One user action or one server answer: all of it is on disk when this resolves, or none of it. Where the device is full, old
 * calls make room and `work` runs again.
 */
export async function write<T>(db: AccountDb, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt(db, work)
    } catch (error) {
      if (!isFull(error) || !(await makeRoom(db))) throw error
    }
  }
}

/** The device gives no more space. */
export const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === 'QuotaExceededError'

async function attempt<T>(db: AccountDb, work: (tx: WriteTx) => Promise<T>): Promise<T> {
  const tx = db.transaction(allStores, 'readwrite', { durability: 'strict' })
  try {
    const result = await work(tx)
    await tx.done
    return result
  } catch (error) {
    tx.done.catch(() => {})
    try {
      tx.abort()
    } catch {
      // Already aborted by the failure itself.
    }
    // A request may say only that its transaction was aborted.
    throw isFull(tx.error) ? tx.error : error
  }
}

export async function getMeta<K extends keyof Meta>(source: AccountDb | Tx, key: K): Promise<Meta[K] | undefined> {
  const value = 'objectStore' in source ? await source.objectStore('meta').get(key) : await source.get('meta', key)
  return value as Meta[K] | undefined
}

export async function setMeta<K extends keyof Meta>(tx: WriteTx, key: K, value: Meta[K] | undefined): Promise<void> {
  if (value === undefined) await tx.objectStore('meta').delete(key)
  else await tx.objectStore('meta').put(value, key)
}
