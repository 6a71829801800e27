import { number } from '../lib/format'
import { count } from './plural'

/** The organisation's settings, for managers. */
export const org = {
  title: 'Settings',
  lead: 'For everybody in your organisation. Phones follow at their next sync.',
  failed: 'The settings could not be loaded.',
  fields: {
    outcomes: 'Outcomes',
    privateCalls: 'What is kept of a private call',
    exclusions: 'Numbers that are always private',
    recording: 'Recording',
    lockMinutes: 'App lock',
  },

  calls: 'Calls',
  callsHint: 'What people choose from after a call, in this order. Calls that have an outcome keep it as it was called then.',
  outcome: (n: number) => `Outcome ${number(n)}`,
  addOutcome: 'Add an outcome',
  up: (name: string) => `Move up: ${name}`,
  down: (name: string) => `Move down: ${name}`,
  remove: (name: string) => `Remove ${name}`,
  outcomesFull: (n: number) => `At most ${number(n)} outcomes.`,
  check: {
    outcomeEmpty: 'Enter a name, or remove this one.',
    outcomeTwice: 'This is in the list already.',
    outcomeNone: 'Keep at least one outcome.',
    lockRange: 'Whole minutes from 1 to 120, or 0 for never.',
  },

  privateTitle: 'Private calls',
  modes: {
    'off-server': {
      name: 'Nothing',
      hint: 'The call stays on the phone of whoever logged it, and you never see that there was one.',
    },
    'duration-only': {
      name: 'Only when and how long',
      hint: 'You see when it was, how long, in which direction and how it ended, but not with whom, nor about what.',
    },
  },
  exclusionsHint:
    'A call with one of these numbers becomes private by itself, whoever logs it. It is not recorded and counts in no figure. Calls that are here already stay as they are.',
  exclusionsCount: (n: number, most: number) => `${number(n)} of ${number(most)}`,
  exclusionsEmpty: 'No numbers yet',
  exclusionsEmptyHint: 'Add doctors, a works council, or anybody else whose calls are nobody’s business.',
  number: 'Number',
  numberHint: 'With another country’s number, start with + and the country code.',
  prefixNumber: 'Beginning of the numbers',
  prefixHint: 'Start with + and the country code; at least 3 digits.',
  isPrefix: 'All numbers that begin so',
  begins: (prefix: string) => `${prefix}…`,
  prefixTag: 'All that begin so',
  label: 'Label (optional)',
  add: 'Add',
  addMany: 'Add many at once',
  addOne: 'Add one',
  many: 'One number a line',
  manyHint: 'After a comma its label, if you like. For all numbers that begin so, put * behind: +44 20 7946*, Head office',
  addLines: 'Add these',
  added: (n: number) => `${count(n, 'number', 'numbers')} added.`,
  known: (n: number) => `${count(n, 'was', 'were')} in the list already.`,
  left: (n: number) => `${count(n, 'line', 'lines')} could not be added and ${n === 1 ? 'stays' : 'stay'} here.`,
  lines: (problem: string, text: string) => `${text}: ${problem}`,
  entry: {
    number: 'This is not a whole phone number.',
    prefix: 'Start with + and the country code; at least 3 digits.',
    label: 'The label has at most 60 characters.',
    twice: 'This is in the list already.',
    full: 'The list is full: at most 500.',
  },
  list: 'Numbers that are always private',

  recordingTitle: 'Recording',
  recordingHint:
    'What the law asks differs by country, and can ask more than this. The app asks people; it cannot hear what they say.',
  recordings: {
    off: { name: 'Off', hint: 'Nobody records calls in the app. Recordings from before stay.' },
    notice: {
      name: 'With notice',
      hint: 'Before recording, people tell the other side, and confirm in the app that they did.',
    },
    'all-party': {
      name: 'With everybody’s consent',
      hint: 'Before recording, everybody on the call agrees, and people confirm in the app that they did.',
    },
  },

  lockTitle: 'App lock',
  lock: 'Minutes without use until the app locks',
  lockHint: '1 to 120, or 0 for never. Locked, it hides calls and contacts; logging and sending go on.',

  fixedTitle: 'Set when this was installed',
  zone: 'Time zone',
  country: 'Default country',
  fixedHint: 'They decide what a day is, and how numbers without a country are read. They cannot be changed here.',

  changed: 'Changes are not saved yet',
  notValid: 'Look at the marked fields.',
  save: 'Save',
  saving: 'Saving…',
  saved: 'Settings saved',
  discard: 'Discard',
  discarded: 'Changes discarded',
  report: {
    title: 'My weekly report',
    hint: 'Only for you, by e-mail to your own address, on Monday mornings: last week’s figures of the whole organisation, without names.',
    want: 'Send me the weekly report',
    saving: 'Saving …',
    on: 'The next one comes on Monday.',
    off: 'You get no report.',
    failed: 'That was not saved. Check the connection and try again.',
  },

  conflict: 'Somebody else changed the settings meanwhile',
  conflictNothing: 'Nothing is saved yet. Their changes are shown here now, and yours are kept. Look them over, then save.',
  conflictBoth: (fields: string) => `You both changed: ${fields}. Here it is as you have it.`,
  takeTheirs: 'Take theirs',
  tookTheirs: 'These are their settings',
}
