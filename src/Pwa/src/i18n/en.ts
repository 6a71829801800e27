import { duration, number } from '../lib/format'
import { count } from './plural'

export const product = 'OOAK Call Manager Pro'
export const productShort = 'OOAK Calls'
export const dashboardName = 'OOAK Dashboard'
export const skipToContent = 'Skip to content'
export const back = 'Back'
export const cancel = 'Cancel'
export const save = 'Save'
export const undo = 'Undo'
export const close = 'Close'
export const tryAgain = 'Try again'
export const loading = 'Loading'
export const otherClocks = (time: string): string => `On your organisation’s clocks, where it is ${time} now.`

export const nav = {
  label: 'Main',
  home: 'Home',
  tasks: 'To call',
  history: 'History',
  log: 'Log a call',
  sync: 'Sync',
  settings: 'Settings',
}

export const inbox = (unread: number): string =>
  unread > 0 ? `Inbox, ${count(unread, 'unread notice', 'unread notices')}` : 'Inbox'

/** The pages of signing in have words of their own: see en.access.ts. */
export const signIn = {
  submit: 'Sign in',
  expired: 'Your session ended. Sign in again to sync; everything you logged is safe on this device.',
  expiredWaiting: (n: number) =>
    `Your session ended. Sign in again to send ${count(n, 'waiting change', 'waiting changes')}; nothing is lost.`,
  locked: 'Sign in to unlock. Everything you logged is safe on this device.',
  disabled: 'This account is switched off. What has not been sent stays on this device.',
  erased: 'This account was erased. Its data has been removed from this device.',
  everywhere: 'You are signed out on every device.',
}

export const kind = {
  'outgoing-completed': 'Outgoing, answered',
  'outgoing-missed': 'Outgoing, no answer',
  'incoming-completed': 'Incoming, answered',
  'incoming-missed': 'Missed',
  'incoming-rejected': 'Declined',
  'outgoing-rejected': 'They declined',
} as Record<string, string>

export const status = { completed: 'Answered', missed: 'Missed', rejected: 'Declined' }
export const callType = { incoming: 'Incoming', outgoing: 'Outgoing' }
export const withheld = 'Withheld number'

/** One call in full has words of its own: see en.detail.ts. */
export const call = {
  waiting: 'Not sent yet',
  deleted: 'Call deleted',
  saved: 'Call saved',
  updated: 'Changes saved',
  savedAnew: 'That call had been deleted. Saved as a new call',
  unchanged: 'Nothing changed',
  restored: 'Call is back',
  tooLate: 'Too late: the deletion was sent',
}

export const log = {
  title: 'Log a call',
  editTitle: 'Edit call',
  what: 'What happened?',
  whatMissing: 'Choose what happened.',
  length: 'How long?',
  minutes: 'Minutes',
  seconds: 'Seconds',
  who: 'Who?',
  name: 'Name',
  phone: 'Number',
  recent: 'Recent',
  phoneInvalid: 'Use digits, + * # and commas, up to 32.',
  lengthInvalid: 'Use whole numbers, at most 24 hours.',
  when: 'When?',
  now: 'Now',
  ago: (minutes: number) => `${duration(minutes * 60)} ago`,
  pick: 'Pick a time',
  startedAt: 'Started at',
  whenInvalid: {
    missing: 'Enter the day with its full year, and the time.',
    skipped: 'The clocks went forward over that time. Choose another.',
    future: 'That is in the future.',
  },
  outcome: 'Outcome',
  notes: 'Notes',
  private: 'Private call',
  privateWhy: 'Not counted and not shown to your manager.',
  save: 'Save call',
  saveEdit: 'Save changes',
  restored: 'What you typed earlier is here again.',
  startAnew: 'Start anew',
  givenUp: 'What you had typed is gone.',
  full: 'This device is full. Free some space, then save again; what you typed stays here.',
}

export const home = {
  greeting: (name: string) => `Hello, ${name}`,
  today: 'Today',
  calls: (n: number) => count(n, 'call', 'calls'),
  ofTarget: (target: number) => `of ${number(target)}`,
  toGo: (n: number) => `${count(n, 'call', 'calls')} to go`,
  reached: 'Target reached',
  noTarget: 'No target today',
  talkTime: 'Talk time',
  answered: 'Answered',
  missed: 'Missed',
  recent: 'Recent calls',
  all: 'All calls',
  empty: 'No calls yet',
  emptyHint: 'Log your first call; it is saved on this device at once, with or without a network.',
  notYet: 'Your calls are not here yet',
  nothingYet: 'Nothing has come yet',
  nothingYetHint: 'What there is for you comes as soon as the server can be reached.',
  notYetHint: 'They come as soon as the server can be reached. What you log meanwhile is saved on this device.',
}

export const sync = {
  title: 'Sync',
  allSaved: 'All saved',
  again: 'Trying again',
  waiting: (n: number) => `${number(n)} waiting`,
  offline: 'Offline',
  /** Before what waits; where there is no room for it, the icon says it. */
  offlineAnd: 'Offline — ',
  needsYou: (n: number) => `${number(n)} ${n === 1 ? 'needs' : 'need'} you`,
  notSent: (n: number) => `${number(n)} not sent`,
  signIn: 'Sign in to sync',
  sending: 'Saving…',
}

export const update = { ready: 'A new version is ready.', reload: 'Reload' }
export const failure = { title: 'This page could not be shown', reload: 'Reload' }
