import type { CallDraft, MutationResult, SyncRequest, SyncResponse } from '../../../../src/Pwa/src/contract'

export type Fields = Partial<CallDraft>

/** One thing that somebody did to a call. */
export interface Write {
  /** The phone, or `manager`. */
  by: string
  kind: 'log' | 'edit' | 'delete' | 'undo' | 'discard'
  fields: Fields
  /** False while it is under way, and for good when the phone died meanwhile: it may or may not have happened. */
  certain: boolean
}

/** What the server has promised to keep. */
export interface Promised {
  kind: 'create' | 'update' | 'delete'
  fields: Fields
}

export interface History {
  id: string
  employeeId: string
  /** The phone that logged it. */
  phone: string
  /** Whether the person typed the start; else it came from the phone's clock. */
  startTyped: boolean
  writes: Write[]
  acknowledged: Promised[]
}

export interface Refusal {
  phone: string
  callId: string
  mutationId: string
  code: string
}

/** Everything that people did and everything that they were told, kept apart from phones and server. */
export class Ledger {
  readonly calls = new Map<string, History>()
  readonly refusals: Refusal[] = []
  /** Fields that a phone sent though nobody on it had written such a value. */
  readonly invented: string[] = []
  /** Which calls each phone was told of. */
  private readonly told = new Map<string, Set<string>>()

  logged(id: string, employeeId: string, phone: string, startTyped: boolean): History {
    const history: History = { id, employeeId, phone, startTyped, writes: [], acknowledged: [] }
    this.calls.set(id, history)
    return history
  }

  write(callId: string, write: Write): Write {
    this.calls.get(callId)?.writes.push(write)
    return write
  }

  /** It was undone before it was done. */
  retract(callId: string, write: Write): void {
    const history = this.calls.get(callId)
    if (history) history.writes = history.writes.filter((other) => other !== write)
  }

  /** An answer that a phone received, to the request that it made. */
  answered(phone: string, request: SyncRequest, response: SyncResponse): void {
    const told = this.told.get(phone) ?? new Set()
    this.told.set(phone, told)
    for (const { call } of response.results) if (call) told.add(call.id)
    for (const { id } of response.changes.calls) told.add(id)
    const results = new Map<string, MutationResult>(response.results.map((result) => [result.mutationId, result]))
    for (const mutation of request.mutations) {
      // About no call.
      if (mutation.kind === 'assignment' || mutation.kind === 'read') continue
      const result = results.get(mutation.mutationId)
      const callId = mutation.kind === 'create' ? mutation.call.id : mutation.id
      // The deletion of a create that was refused: there may be nothing to delete.
      if (mutation.kind === 'delete' && result?.problem?.code === 'call-not-found') continue
      if (result?.status === 'rejected') {
        this.refusals.push({ phone, callId, mutationId: mutation.mutationId, code: result.problem?.code ?? '' })
      } else if (result && result.status !== 'retry') {
        const fields: Fields = mutation.kind === 'create' ? mutation.call : mutation.kind === 'update' ? mutation.changes : {}
        this.calls.get(callId)?.acknowledged.push({ kind: mutation.kind, fields })
      }
    }
  }

  wasTold(phone: string, callId: string): boolean {
    return this.told.get(phone)?.has(callId) ?? false
  }

  /** A request as a phone is about to send it. */
  sent(phone: string, request: SyncRequest): void {
    for (const mutation of request.mutations) {
      if (mutation.kind !== 'update') continue
      const own = this.calls.get(mutation.id)?.writes.filter((write) => write.by === phone) ?? []
      for (const [field, value] of Object.entries(mutation.changes)) {
        if (!own.some(({ fields }) => fields[field as keyof Fields] === value)) {
          this.invented.push(`${phone} sent ${field}=${JSON.stringify(value)} of ${mutation.id}, which nobody wrote there`)
        }
      }
    }
  }
}
