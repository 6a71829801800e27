import type { Call, Digest } from '../contract'
import { dayOf } from '../lib/days'
import { newId } from '../lib/uuid'
import { ApiError } from '../session/problem'
import { api } from '../session/session'
import { type Repaired, repair } from '../sync/repair'
import { account, saved, timeZone } from './account'

/** Compares this phone with the server and mends what differs; what it finds to send goes out at once. */
export async function compareWithServer(): Promise<Repaired | undefined> {
  const current = account.value
  if (!current) return undefined
  const { db, employee } = current
  const ports = {
    db,
    employeeId: employee.id,
    newId,
    now: () => Date.now(),
    timeZone: timeZone(),
    digest: (from: string, to: string) => api<Digest>(`/sync/digest?from=${from}&to=${to}`),
    call: callOrNothing,
  }
  // The lock of the flusher: nothing is sent or settled while the two are compared.
  const done = await navigator.locks.request(`ooak-sync-${employee.id}`, async () =>
    repair(ports, dayOf(employee.createdAt, timeZone())),
  )
  await saved()
  return done
}

async function callOrNothing(id: string): Promise<Call | undefined> {
  try {
    return await api<Call>(`/calls/${id}`)
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not-found') return undefined
    throw error
  }
}
