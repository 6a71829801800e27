import type { Call } from '../../../../src/Pwa/src/contract'
import type { Item } from '../cloud/cloud'

/** A call as the table holds it, with every version it ever had. */
export interface ServerCall {
  call: Call
  /** Oldest first, the current one last. */
  versions: Call[]
}

/** The calls of one employee among what the table holds of them. */
export function serverCalls(items: readonly Item[], employeeId: string): Map<string, ServerCall> {
  const current = new Map<string, Call>()
  const earlier = new Map<string, Call[]>()
  for (const item of items) {
    const [kind, id = ''] = (item.sk?.S ?? '').split('#')
    if (kind === 'CALL') current.set(id, callOf(item, id, employeeId))
    if (kind === 'HIST') earlier.set(id, [...(earlier.get(id) ?? []), callOf(item, id, employeeId)])
  }
  const found = [...current].map(([id, call]): [string, ServerCall] => {
    // A version whose write then lost against another's was never the current one; what stands there is what was.
    const before = (earlier.get(id) ?? []).filter(({ version }) => version < call.version)
    return [id, { call, versions: [...before.sort((a, b) => a.version - b.version), call] }]
  })
  return new Map(found)
}

function callOf(item: Item, id: string, employeeId: string): Call {
  const text = (name: string) => item[name]?.S ?? null
  return {
    id,
    employeeId,
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    callType: text('callType') as Call['callType'],
    status: text('status') as Call['status'],
    duration: Number(item.duration?.N),
    notes: text('notes'),
    outcome: text('outcome'),
    startedAt: text('startedAt') ?? '',
    createdAt: text('createdAt') ?? '',
    syncedAt: text('syncedAt') ?? '',
    updatedAt: text('updatedAt') ?? '',
    source: text('source') as Call['source'],
    assignmentId: text('assignmentId'),
    private: item.private?.BOOL ?? false,
    clockSuspect: item.clockSuspect?.BOOL ?? false,
    recording: null,
    version: Number(item.version?.N),
    deleted: item.deleted?.BOOL ?? false,
  }
}
