import { duration } from '../lib/format'

/** What went wrong, by code: the API's, and `offline` and the passkey ceremony's own. */
export const problems: Record<string, string> = {
  'invalid-credentials': 'E-mail or password is not right.',
  'wrong-code': 'That code is not right. Check it and try again.',
  'challenge-expired': 'That code is no longer valid: it was used, is too old, or was wrong too often. Start again.',
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
  offline: 'No connection. Signing in needs the network.',
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
  resent: 'A new code is on its way. The one before no longer works.',
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
