/** What the state machine hears of. `at`: device clock, ms, when it was noticed; `since`: when it began, where that is earlier. */
export type Signal =
  | { type: 'tap'; what: 'start' | 'end' | 'discard'; at: number }
  | { type: 'visibility'; hidden: boolean; at: number }
  /** The system takes the microphone, or gives it back. */
  | { type: 'microphone'; by: Taker; taken: boolean; at: number; since: number }
  | { type: 'voice'; on: boolean; at: number; since: number }
  /** The microphone is let go: paused, stopped, or lost for good. */
  | { type: 'stop'; at: number }
  | { type: 'time'; at: number }

/** How it shows that the microphone is taken: the track is muted or has ended, there are exact zeros, audioSession says so. */
export type Taker = 'muted' | 'ended' | 'zeros' | 'interrupted'

/** What a call was known by. */
export type Cause = 'microphone' | 'voice' | 'tap'

export interface DetectedCall {
  /** Device clock, ms. */
  start: number
  end: number
  cause: Cause
  /** Otherwise it is a draft: it counts only once the person says that it was a call. */
  sure: boolean
  /** The device's clock was set meanwhile. */
  clockSuspect: boolean
}

/** A call that goes on. Device clock, ms. */
export interface OpenCall {
  since: number
  /** When it was last known to go on. */
  seen: number
  cause: Cause
}

export type Phase =
  | { name: 'idle' }
  /** Perhaps a call begins. */
  | { name: 'ringing' | 'inCall'; cause: Cause; since: number; doubtful: boolean }
  | { name: 'ended'; at: number }

export type Why =
  | 'taken'
  | 'takenLasted'
  | 'takenBrief'
  | 'givenBack'
  | 'takenFromVoices'
  | 'voice'
  | 'voiceLasted'
  | 'voiceBrief'
  | 'voiceEnded'
  | 'voiceShort'
  | 'tapStart'
  | 'tapEnd'
  | 'tapDiscard'
  | 'tapShort'
  | 'longest'
  | 'stopped'
  | 'shown'
  /** Logged or asked about already. */
  | 'known'
  /** The app was ended during the call. */
  | 'killed'

/** One line of the log that the person can open. */
export interface Entry {
  at: number
  /** The signal that brought it about; `time`: none but time that passed. */
  signal: string
  from: Phase['name']
  to: Phase['name']
  why: Why
  /** How long it lasted so far, where that was the reason. */
  seconds?: number
}
