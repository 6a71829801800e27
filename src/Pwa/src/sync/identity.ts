import { newId } from '../lib/uuid'
import type { Author } from './outbox'

export const authorOf = (employeeId: string): Author => ({ employeeId, now: Date.now, newId })

/** Says in every tab and in the worker that calls or outbox changed. */
export const changesChannelName = (employeeId: string): string => `ooak-changes-${employeeId}`
