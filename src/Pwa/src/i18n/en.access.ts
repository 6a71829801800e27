import { duration } from '../lib/format'
import { count } from './plural'

/** What went wrong, by code: the API's, and `offline` and the passkey ceremony's own. */
export const problems: Record<string, string> = {
  'invalid-credentials': 'E-mail or password is not right.',
  'wrong-code': 'That code is not right. Check it and try again.',
  'challenge-expired': 'That code is no longer valid: it was used, is too old, or was wrong too often. Start again.',
  'password-unchanged': 'That is the temporary password. Choose one of your own.',
  'passkey-refused': 'That passkey was not accepted. It may have been removed; sign in another way.',
  'password-reset-required': 'Your password must be changed first. Choose “Forgot password?”.',
  'account-disabled': 'This account is switched off. Ask your manager.',
  'account-erased': 'This account was erased.',
  'session-expired': 'Your session ended. Sign in again.',
  'invalid-request': 'Something in the form is not valid. Check what you typed.',
  forbidden: 'This account may not do that.',
  'not-found': 'That is no longer there.',
  'slow-down': 'Too many attempts. Wait a minute, then try again.',
  'body-too-large': 'That is too long.',
  offline: 'No connection. This needs the network.',
  unavailable: 'The server is not available right now. Try again in a moment.',
  'passkey-cancelled': 'Nothing was chosen. Try again, or sign in another way.',
  'passkey-exists': 'This device already has a passkey for your account.',
  'passkey-unusable': 'This browser cannot use a passkey here. Sign in another way.',
}
export const problem = 'That did not work. Try again in a moment.'
export const wait = (seconds: number): string => `Too many attempts. Try again in ${duration(seconds)}.`
/** A new password's reply may be lost after it was saved. */
export const newPasswordExpired = 'That took too long. Sign in again; if your new password was already saved, use that one.'
export const passwordRefused = 'The password does not meet the rules.'

export const signIn = {
  title: 'Sign in',
  lead: 'Use the e-mail address that your manager invited.',
  email: 'E-mail',
  password: 'Password',
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  submit: 'Sign in',
  busy: 'One moment…',
  forgot: 'Forgot password?',
  invitationHint: 'The password of an invitation works for seven days. After that, ask your manager for a new one.',
  or: 'or',
  passkey: 'Sign in with fingerprint or face',
  emailCode: 'Email me a code',
  textCode: 'Text me a code',
  emailMissing: 'Enter your e-mail address.',
  emailInvalid: 'That is not an e-mail address.',
  passwordMissing: 'Enter your password.',
  another: 'Sign in another way',
}

export const phone = {
  title: 'Text me a code',
  lead: 'Enter the number that your manager has for you.',
  number: 'Mobile number',
  hint: 'With the country code, such as +44 7700 900123.',
  invalid: 'Enter the number with its country code, starting with +.',
  submit: 'Send the code',
}

export const code = {
  title: 'Enter the code',
  sentTo: (destination: string) => `If the account exists, a code is on its way to ${destination}.`,
  sent: 'If the account exists, a code is on its way.',
  label: 'Code',
  missing: 'Enter the digits of the code.',
  submit: 'Sign in',
  resend: 'Send another code',
  resendIn: (seconds: number) => `Send another code in ${seconds}s`,
  resent: 'Sent again. Only the newest code works.',
}

export const newPassword = {
  title: 'Choose a password',
  lead: 'Your temporary password worked. Choose your own to go on.',
  label: 'New password',
  rules: 'The password needs',
  ruleNames: { length: '12 characters or more', upper: 'An upper case letter', lower: 'A lower case letter', digit: 'A digit' },
  met: 'done',
  unmet: 'missing',
  notYet: 'The password does not meet every rule yet.',
  submit: 'Save and sign in',
}

export const forgot = {
  title: 'Forgot your password?',
  lead: 'We e-mail you a code. With it you choose a new password.',
  submit: 'Email me a code',
  resetTitle: 'Choose a new password',
  resetLead: (email: string) => `If the account exists, a code is on its way to ${email}.`,
  codeUsed: 'That code is not right, or was already used. If you have just saved a new password, try signing in with it.',
  done: 'Your new password is saved. Sign in with it.',
}

export const lock = {
  title: 'Locked',
  lead: 'What you logged is hidden until you unlock.',
  ended: {
    'signed-out': 'You were signed out on all devices. Sign in to see what you logged; what waits here is sent then.',
    disabled: 'This account is switched off. What you logged is hidden, and what was not sent stays here. Ask your manager.',
  },
  endedOffline: 'Signing in needs the network. You can go on logging calls.',
  person: (initials: string) => `Signed in: ${initials}`,
  passkey: 'Unlock with fingerprint or face',
  pin: 'Device PIN',
  usePin: 'Unlock with PIN',
  usePassword: 'Use the password instead',
  unlock: 'Unlock',
  pinMissing: 'Enter your PIN.',
  pinWrong: (left: number) => `That PIN is not right. ${left === 1 ? '1 attempt' : `${left} attempts`} left.`,
  pinTooSoon: 'That was too soon after the last attempt, so it does not count.',
  pinWait: (seconds: number) => `Try again in ${seconds}s`,
  pinDisabled: 'The PIN is switched off after too many attempts. Unlock with your password or a passkey.',
  offline: 'Without a network only a passkey or a device PIN unlocks, and neither works here now. You can go on logging calls.',
  offlinePassword: 'The password needs the network.',
  logHint: 'Logging a call works while the app is locked.',
  another: 'Sign in another way',
}

export const security = {
  title: 'Security',
  passkeys: 'Passkeys',
  passkeysHint: 'Sign in and unlock with your fingerprint, your face or the device’s own code.',
  noPasskeys: 'No passkey yet.',
  created: (when: string) => `Added ${when}`,
  thisDevice: 'This device',
  add: 'Add a passkey',
  nameLabel: 'Name for this passkey',
  nameMissing: 'Give it a name of up to 60 characters.',
  addNow: 'Continue',
  added: 'Passkey added',
  remove: 'Remove',
  removeNamed: (name: string) => `Remove ${name}`,
  removeSure: (name: string) => `Remove “${name}”? It no longer signs in or unlocks.`,
  removed: 'Passkey removed',
  keep: 'Keep',
  loadFailed: 'The list needs the network. It appears once you are online.',
  noSupport: 'This browser has no passkeys.',
  lock: 'Lock',
  lockAfter: (minutes: number) => `The app locks after ${minutes === 1 ? '1 minute' : `${minutes} minutes`} without use.`,
  lockNever: 'Your organisation does not lock the app by itself.',
  lockNow: 'Lock now',
  recommend: 'Set up a passkey or a PIN, so that you can unlock without a network.',
  notEncryption:
    'The lock hides your data on this device. It is not encryption: what is stored here is as safe as the device’s own lock.',
  pin: 'Device PIN',
  pinHint: 'Unlocks this device only. 6 to 12 digits.',
  pinSet: 'Set a PIN',
  pinChange: 'Change the PIN',
  pinRemove: 'Remove the PIN',
  pinNew: 'New PIN',
  pinAgain: 'New PIN again',
  pinSave: 'Save the PIN',
  pinSaved: 'PIN saved',
  pinRemoved: 'PIN removed',
  pinOn: 'A PIN is set on this device.',
  pinDisabled: 'The PIN is switched off after too many wrong attempts. Set a new one.',
  pinProblems: {
    length: 'Use 6 to 12 digits.',
    simple: 'Too easy to guess: not all the same digit, and not in a row.',
  },
  pinDiffers: 'The two are not the same.',
  everywhere: 'Sign out everywhere',
  everywhereHint:
    'Ends your sessions on all devices within moments, this one included. Do it when a device is lost: as soon as it has a network, it locks, and only signing in opens it again.',
  everywhereUnsent: (n: number) =>
    `${n === 1 ? '1 change has' : `${n} changes have`} not been sent and will be lost on this device.`,
  everywhereSure: 'Sign out on all devices',
  stay: 'Stay signed in',
}

export const offer = {
  title: 'Sign in faster next time?',
  lead: 'Use your fingerprint, your face or this device’s own code instead of the password.',
  add: 'Add a passkey',
  later: 'Not now',
}

export const welcome = {
  label: 'Welcome',
  step: (at: number, of: number) => `${at} of ${of}`,
  skip: 'Skip',
  next: 'Next',
  start: 'Start',
  cards: {
    log: {
      title: 'A call, logged in two taps',
      text: 'Tap “Log a call”, choose what happened, save. Everything else can be added when there is time.',
    },
    offline: {
      title: 'No network? No matter',
      text: 'What you save is on this device at once and goes out by itself. “All saved” tells you when it has arrived.',
    },
    seen: {
      title: 'What your managers see',
      text: 'They see the calls you log. A call that you mark as private is not counted and not shown to them.',
    },
    desktop: {
      title: 'Welcome',
      text: 'Log a call in two clicks, with or without a network. Managers see what you log, except what you mark as private. On your phone, open this same address to have it with you.',
    },
  },
  installTitle: 'Put it on your home screen',
  installLead: 'It opens at once, and the browser keeps what has not been sent.',
  install: 'Install the app',
  iosShare: 'Tap Share, in the browser’s bar or menu.',
  iosAdd: 'Choose “Add to Home Screen”.',
  iosDone: 'Tap “Add”.',
  androidMenu: 'Open the browser’s menu.',
  androidAdd: 'Choose “Install app” or “Add to Home screen”.',
}

export const settings = {
  title: 'Settings',
  profile: 'Profile',
  name: 'Name',
  email: 'E-mail',
  organisation: 'Organisation',
  theme: 'Appearance',
  themeHint: 'Follows your device’s light or dark setting.',
  install: 'Install',
  installed: 'The app is installed.',
  android: 'Android: open the browser’s menu, then “Install app” or “Add to Home screen”.',
  ios: 'iPhone and iPad: tap Share, in the browser’s bar or menu, then “Add to Home Screen”.',
  dashboard: 'Open the manager dashboard',
  logOut: 'Log out',
  logOutHint: 'Removes this account’s data from the device; only the e-mail address stays, for the next time.',
  unsent: (n: number) => `${count(n, 'change has', 'changes have')} not been sent. Logging out loses ${n === 1 ? 'it' : 'them'}.`,
  logOutAnyway: (n: number) => `Log out and lose ${n === 1 ? 'it' : 'them'}`,
  stay: 'Stay signed in',
  sendingFirst: 'Sending what waits…',
  loggingOut: 'Logging out…',
}
