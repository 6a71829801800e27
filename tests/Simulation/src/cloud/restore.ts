import type { Cloud, Item } from './cloud'

type Copy = Map<string, Map<string, Item>>

const keyOf = (item: Item): string => item.sk?.S ?? ''
const isCall = (item: Item): boolean => /^(CALL|HIST)#/.test(keyOf(item))

/** The calls of these employees as they are now, as a backup holds them. */
export async function copyOf(cloud: Cloud, employeeIds: Iterable<string>): Promise<Copy> {
  const copy: Copy = new Map()
  for (const id of employeeIds) {
    const items = (await cloud.itemsOf(id)).filter(isCall)
    copy.set(id, new Map(items.map((item) => [keyOf(item), item])))
  }
  return copy
}

/** Puts the table back to the copy, and raises the epoch, as docs/operations.md says to after a restore. */
export async function restore(cloud: Cloud, copy: Copy): Promise<void> {
  for (const [employeeId, items] of copy) {
    for (const item of (await cloud.itemsOf(employeeId)).filter(isCall)) {
      if (!items.has(keyOf(item))) await cloud.delete(`EMP#${employeeId}`, keyOf(item))
    }
    for (const item of items.values()) await cloud.put(item)
  }
  const epoch = Number((await cloud.item('ORG', 'EPOCH'))?.epoch?.N ?? 1) + 1
  await cloud.put({ pk: { S: 'ORG' }, sk: { S: 'EPOCH' }, type: { S: 'epoch' }, epoch: { N: `${epoch}` } })
}
