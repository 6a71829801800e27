export const title = 'Personal data'

export const person = {
  export: 'Export their data',
  exportHint: 'Everything that is kept about them, as one archive of JSON and audio. Private calls stay on their own phone.',
  erase: 'Erase this person',
  eraseTitle: (name: string) => `Erase ${name} for good?`,
  eraseLead:
    'Account, calls, recordings, assignments and their share of all figures are deleted and cannot be brought back. Their phone forgets everything as soon as it is online, also what it has not sent yet. The audit trail keeps that somebody was erased, not who.',
  type: 'Type the name to confirm',
  yes: 'Erase for good',
  done: (name: string) => `${name} was erased.`,
  under: (name: string) => `${name} can no longer sign in. The calls go within minutes.`,
}

export const contact = {
  export: 'Export this contact’s data',
  exportHint: 'Everybody’s calls, recordings and assignments with this number, as one archive of JSON and audio.',
  erase: 'Erase this contact',
  eraseTitle: (number: string) => `Erase ${number} for good?`,
  eraseLead:
    'Everybody’s calls with this number, their recordings, history and assignments are deleted and cannot be brought back. Phones drop theirs at the next sync. The figures no longer count these calls.',
  type: 'Type the number to confirm',
  yes: 'Erase for good',
  done: (number: string) => `${number} was erased.`,
  under: (number: string) => `${number} is being erased; it takes minutes.`,
}

export const cancel = 'Cancel'
export const erasing = 'Erasing…'
export const asking = 'Asking…'
export const writing = (items: string) => `Writing the archive… ${items} entries so far.`
export const saved = 'The archive was saved. It lies ready for a day; keep your copy where only those can read it who must.'
export const again = 'Save it again'

/** By the stable code of what stood in the way. */
export const problems = {
  'last-manager': 'This is the last active manager. Make somebody else a manager first.',
  'own-account': 'You cannot erase yourself: another manager has to.',
  'not-found': 'Nothing is kept here any more.',
  offline: 'No connection. Try again when it is back.',
  'export-failed': 'The archive could not be written. Ask for it again.',
} as Record<string, string>
export const unanswered = 'No answer came, so some of it may be erased already. Erase again: it goes on where it stopped.'
