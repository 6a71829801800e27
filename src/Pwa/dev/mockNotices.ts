import type { Notice, NoticeSettings } from '../src/contract'
import { dayOf } from '../src/lib/days'
import { zone } from './mockData'
import { problem, type Reply } from './mockReply'

const minutes = 60_000

/** One of each kind, and a day of their own choosing. */
export class MockNotices {
  readonly inbox: Notice[] = [
    notice(3, 'assignment', { assignmentIds: ['a'], contactName: 'Bright Dental', contactPhone: '+442079460018' }),
    notice(40, 'announcement', {
      announcementId: 'n',
      title: 'New price list from Monday',
      text: 'Quote the new prices for everything that is delivered after the 1st. The old list stays good for open offers.',
    }),
    notice(95, 'missed-call', { contactName: 'יעל כהן', contactPhone: '+447700900456' }),
    notice(300, 'target', { target: 20, day: dayOf(Date.now(), zone) }),
    notice(340, 'assignment', { assignmentIds: ['b', 'c', 'd'], contactName: 'Delta Motors', contactPhone: '+442079460021' }),
    {
      ...notice(1_100, 'performance', { calls: 17, completed: 11, talkSeconds: 3_912, target: 20 }),
      readAt: new Date().toISOString(),
      version: 2,
    },
  ]

  settings: NoticeSettings = {
    assignment: true,
    target: true,
    performance: true,
    announcement: true,
    missedCall: false,
    quietFrom: '20:00',
    quietTo: '07:00',
    timeZone: zone,
    weeklyReport: false,
  }

  handle(method: string, path: string, body: unknown): Reply {
    if (path === '/me/settings') {
      this.settings = { ...this.settings, ...(body as NoticeSettings) }
      return { status: 200, body: this.settings }
    }
    if (path === '/push/key')
      return {
        status: 200,
        body: { key: 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8' },
      }
    if (path === '/push/subscriptions')
      return method === 'DELETE' ? { status: 204, body: undefined } : { status: 200, body: { id: 'mock' } }
    if (path === '/inbox') return { status: 200, body: { notices: this.inbox, cursor: null } }
    const index = this.inbox.findIndex(({ id }) => path === `/inbox/${id}`)
    const found = this.inbox[index]
    if (!found) return problem(404, 'not-found')
    const read = { ...found, readAt: new Date().toISOString(), version: found.version + 1 }
    this.inbox[index] = read
    return { status: 200, body: read }
  }
}

function notice(ago: number, kind: Notice['kind'], content: Notice['content']): Notice {
  const at = new Date(Date.now() - ago * minutes).toISOString()
  return { id: `${at.replace(/[-:]|\.\d+/g, '')}-${kind}-mock`, kind, at, readAt: null, version: 1, content }
}
