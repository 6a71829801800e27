import type { Item } from '../cloud/cloud'
import type { Phone } from '../phone/phone'

/** What a healed phone must agree on with the table, as text to compare. */
interface Seen {
  version: number
  state: string
  followUpAt: string | null
  callIds: string[]
}

/** A healed phone shows what the server has of its person's assignments, and what was accepted is there once. */
export async function assignmentDisagreements(phone: Phone, items: readonly Item[]): Promise<string[]> {
  const server = serverAssignments(items)
  const waiting = new Set((await phone.errands()).map(({ subject }) => subject))
  const records = new Map((await phone.assignments()).map((record) => [record.id, record]))
  const found: string[] = []
  for (const [id, there] of server) {
    const here = records.get(id)
    if (!here) found.push(`${phone.name} lacks assignment ${id}`)
    else if (text(here.server) !== text(there))
      found.push(`${phone.name}: assignment ${id} differs: ${text(here.server)} / ${text(there)}`)
    else if (!waiting.has(id) && text(here.view) !== text(there))
      found.push(`${phone.name} shows assignment ${id} otherwise than it is`)
    if (new Set(there.callIds).size !== there.callIds.length) found.push(`assignment ${id} has a call twice`)
  }
  for (const id of records.keys())
    if (!server.has(id)) found.push(`${phone.name} has assignment ${id}, which is not on the server`)
  return found
}

const text = ({ version, state, followUpAt, callIds }: Seen): string => JSON.stringify({ version, state, followUpAt, callIds })

function serverAssignments(items: readonly Item[]): Map<string, Seen> {
  const found = new Map<string, Seen>()
  for (const item of items) {
    const [kind, id = ''] = (item.sk?.S ?? '').split('#')
    if (kind !== 'TASK' || item.deleted?.BOOL) continue
    found.set(id, {
      version: Number(item.version?.N),
      state: item.state?.S ?? '',
      followUpAt: item.followUpAt?.S ?? null,
      callIds: (item.callIds?.L ?? []).map((call) => call.S ?? ''),
    })
  }
  return found
}
