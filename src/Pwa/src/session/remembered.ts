import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Employee } from '../contract'

/** What this device remembers beside the accounts' databases. Never a token: it is read without a network. */
export interface DeviceRecords {
  /** The account that this device belongs to. */
  account: Employee
  /** A log-out that has not reached the server. */
  signOut: true
  /** Who signed in last, to have it filled in. */
  email: string
  /** The first-run cards have been shown. */
  welcomed: true
  /** The account to which a passkey has been offered. */
  passkeyOffered: string
  /** Passkeys that were made here. */
  madeHere: string[]
  lock: LockRecord
  /** When the person last did something; device clock, ms. */
  activity: number
  pin: PinRecord
  /** Signature counters by passkey. */
  counters: Record<string, number>
  export: ExportRecord
}

/** A file of calls that the server writes, or has, or was asked for. */
export interface ExportRecord {
  /** Who asked for it: it is nobody else's. */
  employeeId: string
  id: string
  /** No answer has come yet. */
  asking?: true
  /** Of which list it is. */
  query: string
  /** When it was asked for; device clock, ms. */
  at: number
}

export interface LockRecord {
  employeeId: string
  locked: boolean
  /** The server ended the session, and why: only signing in opens the app again. */
  ended?: Ended
}

export type Ended = 'signed-out' | 'disabled'

export interface PinRecord {
  employeeId: string
  salt: Uint8Array<ArrayBuffer>
  iterations: number
  hash: Uint8Array<ArrayBuffer>
  /** Attempts since the last success, counted before each check. */
  attempts: number
  /** Device clock, ms: no attempt before. */
  notBefore: number
}

interface Remembered extends DBSchema {
  device: { key: keyof DeviceRecords; value: DeviceRecords[keyof DeviceRecords] }
}

let opened: Promise<IDBPDatabase<Remembered>> | undefined

function open(): Promise<IDBPDatabase<Remembered>> {
  opened ??= openDB<Remembered>('ooak', 1, {
    upgrade: (db) => void db.createObjectStore('device'),
    blocking(_current, _next, event) {
      // A newer app in another tab must not wait for this one.
      ;(event.target as IDBDatabase).close()
      opened = undefined
    },
  })
  return opened
}

export async function recall<K extends keyof DeviceRecords>(key: K): Promise<DeviceRecords[K] | undefined> {
  return (await (await open()).get('device', key)) as DeviceRecords[K] | undefined
}

export async function remember<K extends keyof DeviceRecords>(key: K, value: DeviceRecords[K]): Promise<void> {
  await (await open()).put('device', value, key)
}

export async function forget(...keys: (keyof DeviceRecords)[]): Promise<void> {
  const tx = (await open()).transaction('device', 'readwrite')
  await Promise.all([...keys.map((key) => tx.store.delete(key)), tx.done])
}

/** Reads and writes a record as one: on disk when this resolves. `undefined` from `work` leaves it as it is. */
export async function revise<K extends keyof DeviceRecords>(
  key: K,
  work: (value: DeviceRecords[K] | undefined) => DeviceRecords[K] | undefined,
): Promise<DeviceRecords[K] | undefined> {
  const tx = (await open()).transaction('device', 'readwrite', { durability: 'strict' })
  const revised = work((await tx.store.get(key)) as DeviceRecords[K] | undefined)
  if (revised !== undefined) await tx.store.put(revised, key)
  await tx.done
  return revised
}

export const rememberedAccount = (): Promise<Employee | undefined> => recall('account')

export async function rememberAccount(employee: Employee): Promise<void> {
  await remember('account', employee)
  await remember('email', employee.email)
}

/** All that concerned the account; the e-mail address stays, for the next time. */
export const forgetAccount = (): Promise<void> =>
  forget('account', 'passkeyOffered', 'madeHere', 'lock', 'activity', 'pin', 'counters', 'export')

/** A log-out that could not reach the server: the cookie is still there and must not sign anybody in again. */
export const signOutIsPending = async (): Promise<boolean> => (await recall('signOut')) === true

export const setSignOutPending = (pending: boolean): Promise<void> => (pending ? remember('signOut', true) : forget('signOut'))

/** False: nobody has signed in here since the storage is what it is. A log-out that waits has yet to reach the server. */
export const mayBeSignedIn = async (): Promise<boolean> => (await rememberedAccount()) !== undefined || (await signOutIsPending())
