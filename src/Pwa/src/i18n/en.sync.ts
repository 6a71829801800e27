import { count } from './plural'

export const page = {
  now: 'Sync now',
  last: (when: string) => `Last success ${when}`,
  never: 'Not synced yet',
  refusedTitle: 'Needs you',
  waitingTitle: 'Waiting to be sent',
  nothingWaits: 'Nothing is waiting.',
  mergedTitle: 'Changed by somebody else too',
  mergedLead: 'The later change counts. Yours is kept in the call’s history.',
  yours: 'Yours',
  theirs: 'Now',
  understood: 'Understood',
  kinds: { create: 'New call', update: 'Changed call', delete: 'Deleted call' },
  retry: 'Try again',
  mend: 'Mend',
  discard: 'Discard',
  discardSure: 'Discard for good?',
  storageTitle: 'Keep what is not sent',
  storageWarning: 'The browser may clear this site’s data when space is short. Install the app to keep unsent calls safe.',
  storageAsk: 'Protect storage',
  storageKept: 'Storage is protected on this device.',
}

export const repair = {
  title: 'Compare with the server',
  lead: 'Checks every day’s calls on this phone against the server’s, and fetches only what differs.',
  start: 'Compare',
  busy: 'Comparing…',
  same: (calls: number) => `${count(calls, 'call', 'calls')} compared: nothing differs.`,
  mended: (calls: number, fetched: number, offered: number) =>
    `${count(calls, 'call', 'calls')} compared: ${fetched} brought up to date here, ${offered} sent again.`,
  offline: 'This needs a connection. Try again when you are online.',
  failed: 'The server could not be asked. Try again later; nothing was changed that is not right.',
}
