import type { OutboxEntry, StoredEntry } from './model'

const size = 200

/** What waits, in the order in which people acted, in portions: an import leaves thousands, and the page must not stop for them. */
export async function* outboxPortions(
  read: (range: IDBKeyRange | undefined, limit: number) => Promise<OutboxEntry[]>,
): AsyncGenerator<StoredEntry[]> {
  let part: StoredEntry[] | undefined
  while (!part || part.length === size) {
    const after = part?.at(-1)?.seq
    const range = after === undefined ? undefined : IDBKeyRange.lowerBound(after, true)
    part = (await read(range, size)) as StoredEntry[]
    yield part
  }
}
