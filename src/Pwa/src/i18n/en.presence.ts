import { number } from '../lib/format'
import { count } from './plural'

export const presence = {
  title: 'Who is there',
  onCall: (n: number) => `${number(n)} on a call`,
  online: (n: number) => `${number(n)} online`,
  offline: (n: number) => `${number(n)} away`,
  states: { 'on-call': 'On a call', online: 'Online', offline: 'Away' },
  since: (length: string) => `for ${length}`,
  seen: (when: string) => `Last seen ${when}`,
  never: 'Not seen yet',
  queued: (n: number) => `${count(n, 'change', 'changes')} not sent`,
  queuedSince: (n: number, when: string) => `${count(n, 'change', 'changes')} not sent, the oldest from ${when}`,
  calls: (name: string) => `Show the calls of ${name}`,
  hint: 'Phones report when they sync: away means that none was heard of for 15 minutes.',
  failed: 'Who is there could not be loaded.',
  stale: 'Could not refresh who is there.',
  nobody: 'Nobody is active yet. Invite people first.',
  more: (n: number) => `Show all ${number(n)}`,
  fewer: 'Show fewer',
}
