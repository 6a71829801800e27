import type { Problem } from '../live/problems'
import type { Entry, Phase, Why } from '../live/signals'
import { count } from './plural'

const problems: Record<Problem, string> = {
  unsupported: 'This browser cannot listen to the microphone. Calls can still be logged by hand.',
  denied: 'The microphone was not allowed. Live mode cannot hear anything without it.',
  blocked: 'The microphone is blocked for this app. Allow it in the settings of the browser or the phone, then try again.',
  missing: 'No microphone was found. Connect one, then try again.',
  busy: 'Another app is using the microphone. Try again when it is done.',
  elsewhere: 'Live mode is already listening in another tab of this app.',
  failed: 'Live mode could not be started. Try again.',
}

const why: Record<Why, (length: string) => string> = {
  taken: () => 'The phone took the microphone. It may be a call.',
  takenLasted: (length) => `The microphone has been away for ${length}: a call on this phone.`,
  takenBrief: (length) => `The microphone was back after ${length}: too short for a call.`,
  givenBack: (length) => `The phone gave the microphone back: the call took ${length}.`,
  takenFromVoices: (length) => `The phone took the microphone while people talked: that talk, ${length}, is kept as a draft.`,
  voice: () => 'Somebody is talking.',
  voiceLasted: (length) => `Somebody has talked for ${length}: it may be a call on another phone.`,
  voiceBrief: (length) => `Quiet again; there was talk for ${length}: too short for a call.`,
  voiceEnded: (length) => `Nobody has talked for a while: ${length} are kept as a draft.`,
  voiceShort: (length) => `Quiet again after ${length}: too short for a call.`,
  tapStart: () => 'You said that a call began.',
  tapEnd: (length) => `You said that the call was over after ${length}.`,
  tapDiscard: () => 'You said that it was no call.',
  tapShort: () => 'Begun and ended at once: not kept.',
  longest: () => 'A day has passed: longer than any call. It was ended here.',
  stopped: () => 'Listening was paused or stopped.',
  shown: () => 'Listening goes on.',
  known: () => 'This call is logged already, or is being asked about: not kept twice.',
  killed: (length) => `The app was closed during the call. What was known until then, ${length}, is kept as a draft.`,
}

export const live = {
  title: 'Live mode',
  back: 'Back',
  intro: 'While it is on, the app listens for calls and asks you about them afterwards.',
  samePhone: 'Calls on this phone',
  samePhoneText:
    'The app only notices that the phone takes the microphone, and for how long. It does not hear the call or see the number.',
  otherDevice: 'Calls on another phone or a loudspeaker',
  otherDeviceText: 'The app notices that people talk nearby. It cannot tell a call from other talk: you say whether it was one.',
  kept: 'Nothing is recorded',
  keptText: 'The microphone’s sound is not stored and does not leave this device. Only times are kept, and the call you confirm.',
  limits: 'Only while the app is open',
  limitsText: 'Closing the app stops it. With the screen off or another app in front, the phone may stop it too.',
  agree: 'I agree, start listening',
  start: 'Start listening',
  starting: 'Waiting for the microphone…',
  withdraw: 'Withdraw consent',
  withdrawn: 'Live mode will ask again',
  tryAgain: 'Try again',
  problems,

  pause: 'Pause',
  resume: 'Go on',
  stop: 'Stop',
  paused: 'Paused. The microphone is off.',
  state: (phase: Phase): string => {
    if (phase.name === 'idle') return 'Listening'
    if (phase.name === 'ended') return 'Over, and kept'
    if (phase.name === 'ringing' || phase.cause === 'voice' || phase.doubtful) return 'Perhaps a call'
    return 'In a call'
  },
  voiceDraft: 'Somebody is talking nearby.',
  microphoneTaken: 'The phone has taken the microphone.',
  tapped: 'You said that you are in a call.',
  quiet: 'No call noticed.',
  level: 'Level of the microphone',
  voiceHeard: 'Voice heard',
  noVoice: 'No voice',
  since: (time: string) => `since ${time}`,
  inCallNow: 'I’m in a call now',
  callOver: 'The call is over',
  noCall: 'This is no call',
  screenOn: 'Keep the screen on',
  screenOnWhy: 'Needs more battery. Without it, the phone stops listening soon after the screen goes off.',

  bar: 'Live mode',
  open: 'Open',

  drafts: (n: number) => (n === 0 ? 'Drafts' : `${count(n, 'draft', 'drafts')} to look at`),
  draftsWhy: 'They count only once you say that they were calls.',
  noDrafts: 'No drafts. Talk that may have been a call shows up here.',
  draftCause: {
    voice: 'People talked nearby',
    microphone: 'The phone had the microphone',
    tap: 'Begun by you',
  },
  wasCall: 'It was a call',
  discard: 'Discard',
  discarded: 'Draft discarded',

  log: 'What was noticed, and why',
  noLog: 'Nothing yet.',
  why: (entry: Entry, length: string) => why[entry.why](length),
  signals: {
    tap: 'you',
    visibility: 'app in front or not',
    muted: 'microphone muted by the phone',
    ended: 'microphone taken away',
    zeros: 'microphone silent',
    interrupted: 'interruption by the phone',
    voice: 'voices',
    stop: 'stopped',
    time: 'time',
  } as Record<string, string>,

  sheetTitle: 'Was this a call?',
  from: (start: string, end: string) => `${start} to ${end}`,
  direction: 'Who called?',
  directionMissing: 'Say who called, first.',
  estimate: 'An estimate from when it was noticed to when it was over. Correct it if you know better.',
  notCall: 'It was no call',
  save: 'Save call',
  later: 'Later',
}
