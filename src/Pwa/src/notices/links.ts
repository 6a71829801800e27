import type { Notice } from '../contract'

/** Where a notice leads: a screen of the app, found without a network too. */
export function linkOf({ id, kind, content }: Notice): string {
  const [assignment, ...more] = content.assignmentIds ?? []
  if (kind === 'assignment' && assignment) return more.length > 0 ? '#/tasks' : `#/tasks/${assignment}`
  if (kind === 'announcement') return '#/news'
  if (kind === 'missed-call' && content.callId) return `#/calls/${content.callId}`
  if (kind === 'target' || kind === 'performance') return '#/'
  return `#/inbox/${id}`
}
