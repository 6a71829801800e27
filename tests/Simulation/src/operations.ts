import type { Call, CallDraft } from '../../../src/Pwa/src/contract'
import { changeAssignment } from '../../../src/Pwa/src/sync/errands'
import type { StoredCall, StoredEntry } from '../../../src/Pwa/src/sync/model'
import {
  deleteCall,
  discardRefused,
  dismissConflicts,
  editCall,
  logCall,
  retryRefused,
  undoDelete,
} from '../../../src/Pwa/src/sync/outbox'
import { draftOf } from '../../../src/Pwa/src/sync/project'
import type { Fields, Ledger, Write } from './check/ledger'
import type { Phone } from './phone/phone'
import type { Random } from './random'
import type { Trace } from './trace'

const operations = { log: 40, edit: 33, delete: 8, undo: 5, mend: 7, dismiss: 2, say: 5 }

interface Form {
  opened: Call
  changes: Fields
}

/** What people do on their phones. */
export class Operations {
  private written = 0
  /** Edit forms that are open while other things happen. */
  private readonly forms = new Map<Phone, Form>()

  constructor(
    private readonly ledger: Ledger,
    private readonly trace: Trace,
    private readonly trueTime: () => number,
  ) {}

  async perform(phone: Phone): Promise<void> {
    const kind = phone.random.weighted(operations)
    switch (kind) {
      case 'log':
        return this.log(phone)
      case 'edit':
        return this.edit(phone)
      case 'delete':
        return this.delete(phone)
      case 'undo':
        return this.undo(phone)
      case 'mend':
        return this.mend(phone)
      case 'dismiss':
        return this.dismiss(phone)
      case 'say':
        return this.say(phone)
    }
  }

  async log(phone: Phone): Promise<void> {
    const { random, clock, person } = phone
    const startTyped = random.chance(0.3)
    const started = startTyped ? this.trueTime() - random.int(2 * 86_400_000) : clock.now() - random.int(600_000)
    const draft: CallDraft = {
      id: phone.newId(),
      contactName: random.chance(0.8) ? this.unique(phone) : null,
      contactPhone: random.chance(0.9) ? `+49${random.between(1_000_000, 9_999_999)}` : null,
      callType: random.pick(['incoming', 'outgoing']),
      status: random.pick(['completed', 'completed', 'missed', 'rejected']),
      duration: this.duration(random),
      notes: random.chance(0.4) ? this.unique(phone) : null,
      outcome: random.chance(0.3) ? this.unique(phone) : null,
      startedAt: new Date(started).toISOString(),
      createdAt: new Date(clock.now()).toISOString(),
      source: 'manual',
      assignmentId: null,
      private: false,
      clockSuspect: false,
    }
    this.ledger.logged(draft.id, person.id, phone.name, startTyped)
    await this.write(phone, draft.id, 'log', draft, () => logCall(phone.db, phone.author, draft, startTyped))
  }

  /** How far the person is with something that was assigned to them. */
  private async say(phone: Phone): Promise<void> {
    const { random } = phone
    const state = random.pick(['open', 'called', 'done', 'skipped'] as const)
    const followUpAt = state === 'open' ? new Date(this.trueTime() + random.int(86_400_000)).toISOString() : null
    const at = random.next()
    const known = await phone.assignments()
    const { id } = known[Math.floor(known.length * at)] ?? {}
    if (!id) return
    this.trace.add(phone.name, 'say', { id, state, followUpAt })
    const changes = { state, followUpAt, calls: { [phone.newId()]: true } }
    await phone.attempt(() => changeAssignment(phone.db, phone.author, id, changes))
  }

  private async edit(phone: Phone): Promise<void> {
    const open = this.forms.get(phone)
    if (open && phone.random.chance(0.5)) {
      this.forms.delete(phone)
      return this.saveForm(phone, open)
    }
    const call = await this.anyCall(phone)
    const changes = this.changes(phone)
    if (!call) return
    const form = { opened: call.view, changes }
    if (phone.random.chance(0.2)) this.forms.set(phone, form)
    else await this.saveForm(phone, form)
  }

  private async saveForm(phone: Phone, { opened, changes: all }: Form): Promise<void> {
    // Typing what stood there is no change; and a call that was never sent may be gone by now.
    const changes: Fields = Object.fromEntries(
      Object.entries(all).filter(([field, value]) => opened[field as keyof Call] !== value),
    )
    if (!(await phone.records()).some(({ id }) => id === opened.id)) return
    await this.write(phone, opened.id, 'edit', changes, () =>
      editCall(phone.db, phone.author, draftOf(opened), { ...draftOf(opened), ...changes }),
    )
  }

  private async delete(phone: Phone): Promise<void> {
    const call = await this.anyCall(phone)
    const hold = phone.random.pick([undefined, undefined, 0])
    if (call) await this.write(phone, call.id, 'delete', {}, () => deleteCall(phone.db, phone.author, call.id, hold))
  }

  private async undo(phone: Phone): Promise<void> {
    const entry = await this.anyEntry(phone, (candidate) => candidate.kind === 'delete' && candidate.state !== 'frozen')
    if (!entry) return
    let undone = true
    const write = await this.write(phone, entry.callId, 'undo', {}, async () => {
      undone = await undoDelete(phone.db, phone.author, entry.callId)
    })
    if (!undone) this.ledger.retract(entry.callId, write)
  }

  /** The person looks at a refused change: offers it again, corrects it or gives it up. */
  private async mend(phone: Phone): Promise<void> {
    const choice = phone.random.int(3)
    const duration = phone.random.int(5_000)
    const entry = await this.anyEntry(phone, ({ state }) => state === 'rejected')
    if (!entry) return
    if (choice === 0) {
      await this.write(phone, entry.callId, 'edit', {}, () => retryRefused(phone.db, phone.author, entry.seq))
    } else if (choice === 1) {
      await this.write(phone, entry.callId, 'discard', {}, () => discardRefused(phone.db, phone.author, entry.seq))
    } else if (entry.kind !== 'delete') {
      const record = (await phone.records()).find(({ id }) => id === entry.callId)
      if (record) await this.saveForm(phone, { opened: record.view, changes: { duration } })
    }
  }

  private async dismiss(phone: Phone): Promise<void> {
    const call = (await phone.records()).find((record) => record.conflicts)
    if (call) await phone.attempt(() => dismissConflicts(phone.db, call.id))
  }

  /** A manager's edit, as the API's own answer to it tells whether it happened. */
  changes(author: { random: Random; name: string }): Fields {
    const { random } = author
    const all: Fields = {
      contactName: this.unique(author),
      contactPhone: `0${random.between(1_000_000, 9_999_999)}`,
      outcome: this.unique(author),
      notes: random.chance(0.9) ? this.unique(author) : null,
      duration: this.duration(random),
      startedAt: new Date(this.trueTime() - random.int(86_400_000)).toISOString(),
      status: random.pick(['completed', 'missed', 'rejected']),
      callType: random.pick(['incoming', 'outgoing']),
    }
    const names = Object.keys(all) as (keyof Fields)[]
    const chosen = Array.from({ length: random.between(1, 3) }, () => random.pick(names))
    return Object.fromEntries(chosen.map((name) => [name, all[name]]))
  }

  /** Now and then one that the server refuses. */
  private duration(random: Random): number {
    const seconds = random.int(5_000)
    return random.chance(0.04) ? 90_000 + seconds : seconds
  }

  private unique(author: { name: string }): string {
    return `${author.name} ${++this.written}`
  }

  private async anyCall(phone: Phone): Promise<StoredCall | undefined> {
    const at = phone.random.next()
    const calls = (await phone.records()).filter(({ view }) => !view.deleted)
    // The latest are the likeliest.
    return calls[Math.floor(calls.length * Math.sqrt(at))]
  }

  private async anyEntry(phone: Phone, fits: (entry: StoredEntry) => boolean): Promise<StoredEntry | undefined> {
    const at = phone.random.next()
    const entries = (await phone.outbox()).filter(fits)
    return entries[Math.floor(entries.length * at)]
  }

  private async write(
    phone: Phone,
    callId: string,
    kind: Write['kind'],
    fields: Fields,
    work: () => Promise<unknown>,
  ): Promise<Write> {
    const write = this.ledger.write(callId, { by: phone.name, kind, fields, certain: false })
    const outcome = await phone.attempt(work)
    this.trace.add(phone.name, `${kind} ${outcome}`, { callId, ...fields })
    if (outcome === 'done') write.certain = true
    if (outcome === 'failed') this.ledger.retract(callId, write)
    return write
  }
}
