import { cryptoBytes, uuidv7 } from '../lib/uuid'
import type { Author } from './outbox'

export const newId = (): string => uuidv7(Date.now(), cryptoBytes)

export const authorOf = (employeeId: string): Author => ({ employeeId, now: Date.now, newId })

/** Says in every tab and in the worker that calls or outbox changed. */
export const changesChannelName = (employeeId: string): string => `ooak-changes-${employeeId}`
