import { count } from './plural'

export const discarded = 'Discarded'

/** Why the server refused something, by its code. */
export const reasons: Record<string, string> = {
  'call-deleted': 'The call was deleted meanwhile.',
  'call-erased': 'The call was erased at the contact’s request.',
  'call-not-found': 'The call is not on the server.',
  'invalid-request': 'A field is not valid.',
}
export const reason = 'The server refused it.'
export const refusedHere = 'What you typed is kept: choose what becomes of it.'

/** What the state means, by `explains` of the sync state. */
export const explain: Record<string, string> = {
  idle: 'Everything you logged has reached the cloud.',
  syncing: 'Sending what you logged.',
  offline: 'No connection. What you log is safe on this device and goes out by itself once you are back online.',
  waiting: 'The server is busy. The app tries again by itself; nothing is lost.',
  expired: 'Your session ended. Sign in again to send what waits; nothing is lost.',
  'signed-out': 'You were signed out on all devices. Sign in again to send what waits; nothing is lost.',
  disabled: 'This account is switched off. Ask your manager.',
  erased: 'This account was erased.',
  'other-account': 'Somebody else is signed in on this device. Sign in again as yourself to send what waits.',
  refused: 'The server did not accept these. They stay here until you mend or discard them.',
}

export const page = {
  now: 'Sync now',
  busy: 'Syncing…',
  last: (when: string) => `Last success ${when}`,
  never: 'Not synced yet',
  refusedTitle: 'Needs you',
  waitingTitle: 'Waiting to be sent',
  nothingWaits: 'Nothing is waiting.',
  mergedTitle: 'Changed by somebody else too',
  mergedLead: 'Your change came later and counts. Theirs is kept in the call’s history, and of notes both.',
  yours: 'Yours',
  theirs: 'Theirs, before',
  fields: { callType: 'Direction', status: 'What happened' },
  yes: 'Yes',
  no: 'No',
  nothing: 'Nothing',
  understood: 'Understood',
  kinds: { create: 'New call', update: 'Changed call', delete: 'Deleted call' },
  retry: 'Try again',
  mend: 'Mend',
  typed: 'What you had changed',
  anew: 'Log it as a new call',
  discard: 'Discard',
  discardSure: 'Discard for good?',
  storageTitle: 'Keep what is not sent',
  storageWarning: 'The browser may clear this site’s data when space is short. Install the app to keep unsent calls safe.',
  storageAsk: 'Protect storage',
  storageRefused: 'The browser declined. It usually agrees once the app is installed or has been used for a while.',
  storageKept: 'Storage is protected on this device.',
}

export const evicted = (day: string): string =>
  `To make room, calls up to ${day} were taken off this device. They are safe on the server.`

export const repair = {
  title: 'Compare with the server',
  lead: 'Checks every day’s calls on this device against the server’s, and fetches only what differs.',
  start: 'Compare',
  busy: 'Comparing…',
  same: (calls: number) => `${count(calls, 'call', 'calls')} compared: nothing differs.`,
  mended: (calls: number, fetched: number, offered: number) =>
    `${count(calls, 'call', 'calls')} compared: ${fetched} brought up to date here, ${offered} sent again.`,
  offline: 'This needs a connection. Try again when you are online.',
  failed: 'The server could not be asked. Try again later; nothing was changed that is not right.',
}
