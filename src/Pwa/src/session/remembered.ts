import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Employee } from '../contract'

/** The account that this device belongs to. Never a token: pages and the service worker read it without a network. */
interface Remembered extends DBSchema {
  device: { key: 'account' | 'signOut'; value: Employee | true }
}

let opened: Promise<IDBPDatabase<Remembered>> | undefined

function open(): Promise<IDBPDatabase<Remembered>> {
  opened ??= openDB<Remembered>('ooak', 1, { upgrade: (db) => void db.createObjectStore('device') })
  return opened
}

export async function rememberedAccount(): Promise<Employee | undefined> {
  return (await (await open()).get('device', 'account')) as Employee | undefined
}

export async function rememberAccount(employee: Employee): Promise<void> {
  await (await open()).put('device', employee, 'account')
}

export async function forgetAccount(): Promise<void> {
  await (await open()).delete('device', 'account')
}

/** A log-out that could not reach the server: the cookie is still there and must not sign anybody in again. */
export async function signOutIsPending(): Promise<boolean> {
  return (await (await open()).get('device', 'signOut')) === true
}

export async function setSignOutPending(pending: boolean): Promise<void> {
  const db = await open()
  if (pending) await db.put('device', true, 'signOut')
  else await db.delete('device', 'signOut')
}
