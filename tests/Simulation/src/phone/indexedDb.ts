import 'fake-indexeddb/auto'
import { IDBRequest as FakeRequest, IDBTransaction as FakeTransaction } from 'fake-indexeddb'

/** What happens in storage, step by step: each event of a request or a transaction is an await of the app. */
export interface StorageWatcher {
  /** The app is gone: nobody hears the event. */
  dead: boolean
  /** May end the app or abort the transaction. */
  onEvent: (transaction: IDBTransaction, type: string) => void
}

const watchers = new WeakMap<IDBDatabase, StorageWatcher>()

export const watch = (connection: IDBDatabase, watcher: StorageWatcher): unknown => watchers.set(connection, watcher)

interface Target {
  dispatchEvent: (event: { type: string }) => boolean
}

function intercept(prototype: Target, transactionOf: (target: never) => IDBTransaction | null): void {
  const dispatch = prototype.dispatchEvent
  prototype.dispatchEvent = function (this: never, event) {
    const transaction = transactionOf(this)
    const watcher = transaction && watchers.get(transaction.db)
    if (watcher && transaction.mode !== 'versionchange') {
      if (!watcher.dead) watcher.onEvent(transaction, event.type)
      if (watcher.dead) return true
    }
    return dispatch.call(this, event)
  }
}

intercept(FakeRequest.prototype as unknown as Target, (request: IDBRequest) => request.transaction)
intercept(FakeTransaction.prototype as unknown as Target, (transaction: IDBTransaction) => transaction)

/** All of the transaction is undone and its promises fail: the disk is full, or something else is wrong with it. */
export function abort(transaction: IDBTransaction, name: 'QuotaExceededError' | 'UnknownError'): void {
  const fake = transaction as unknown as { _state: string; _abort: (name: string) => void }
  if (fake._state === 'finished' || fake._state === 'committing') return
  fake._abort(name)
}

/** As when the process dies: what is not committed is undone, and nobody hears of it. */
export function sever(connection: IDBDatabase): void {
  const fake = connection as unknown as { _rawDatabase: { transactions: (IDBTransaction & { _state: string })[] } }
  for (const transaction of [...fake._rawDatabase.transactions]) {
    if (transaction.db === connection) abort(transaction, 'UnknownError')
  }
  connection.close()
}
