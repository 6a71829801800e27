import type { Notice, NoticeUpdate } from '../contract'
import { ApiError } from '../session/problem'
import { type AccountDb, write } from '../sync/db'

/** Sends to the API; rejects when there is no good answer. */
export type Tell = (path: string, body: NoticeUpdate) => Promise<Notice>

/** Tells the server what was read here. Saying it twice changes nothing, so that nothing needs to be remembered of an attempt. */
export async function tellRead(db: AccountDb, tell: Tell): Promise<void> {
  const pending = (await db.getAll('inbox')).filter((record) => record.pending)
  for (const { id } of pending) {
    const answer = await tell(`/inbox/${id}`, { read: true }).catch((error: unknown) => {
      // It is over 30 days old, or was erased.
      if (error instanceof ApiError && error.status === 404) return undefined
      throw error
    })
    await write(db, async (tx) => {
      const inbox = tx.objectStore('inbox')
      const record = await inbox.get(id)
      if (!record?.pending) return
      if (!answer) return inbox.delete(id)
      const { pending: _pending, ...rest } = record
      await inbox.put({ ...rest, notice: answer })
    })
  }
}
