/** What live mode takes for a call, and for how long it looks twice. All of it is here, so that a change is seen as a whole. */

/** The state machine; ms. */
export const limits = {
  /** The microphone must be taken for this long: a voice assistant or a voice message takes it for less. */
  takenMinimum: 8_000,
  /** After the system gives the microphone back it may take it once more for the same call. */
  takenSettle: 2_000,
  /** A page that was hidden for longer than this was not covered by the call: the person had switched to another app. */
  coveredWithin: 1_500,
  /** Voices must be heard for this long, pauses not counted. */
  voiceMinimum: 10_000,
  /** …and for this share of the time since the first one: less is words now and then, or a machine that starts again and again. */
  voiceShare: 0.2,
  /** Without a voice for this long, the call is over; it ended with the last voice. */
  voiceHangover: 15_000,
  /** The shortest call that voices alone can make. */
  voiceShortest: 15_000,
  /** A call that the person marked themselves. */
  tapMinimum: 1_000,
  /** CallRules on the server has the same. */
  longest: 86_400_000,
  /** How long «ended» stays before listening goes on as before. */
  endedShown: 5_000,
  /** So many short silences of exact zeros, and zeros say no more than that the microphone has a noise gate. */
  gateCount: 3,
  /** No signal says that something began earlier than this before it was noticed. */
  looksBack: 5_000,
  /** After so long without any signal, nobody listened: the device slept. */
  blind: 30_000,
  /** A clock that goes back further than this was set. */
  clockStep: 2_000,
} as const

/** The voice activity detector. Levels in dB relative to full scale, times in seconds. */
export const detection = {
  /** Telephone speech, Hz. */
  band: { low: 300, high: 3_400 },
  /** Hz: what the input is reduced to, at least. */
  workingRate: 8_000,
  /** Samples at the working rate: about 16 ms between frames, a spectrum over 32 ms. */
  hop: 128,
  window: 256,
  /** Pitch of a voice, Hz. */
  pitch: { lowest: 70, highest: 400 },
  /** Normalised autocorrelation at the pitch, 0…1: noise stays below 0.3. */
  periodic: 0.45,
  /** Spectral flatness, 0…1: white noise has about 0.56 in one frame, voiced sound 0.003…0.3, a signal tone less than 0.0001. */
  flat: { least: 0.001, most: 0.35 },
  /** dB above the noise floor. */
  aboveFloor: 5,
  /** Nothing quieter than this is a voice, dBFS. */
  quietest: -70,
  /** The noise floor is the lowest level of this many parts of this length each, s. */
  floor: { parts: 4, part: 1.5 },
  /** Root mean square of the level's movement at the rate of syllables (2–8 Hz), dB. */
  syllables: { low: 2, high: 8, least: 2, over: 1 },
  /** So many seconds of voiced sound among the last ones. */
  begin: { voiced: 0.35, within: 2 },
  /** s without voiced sound. */
  release: 1.5,
  /** s of exact zeros: the system has taken the microphone. */
  zeros: 1,
  /** s between two reports of the level: to somebody who looks, and to nobody. */
  report: { watched: 0.1, unwatched: 1 },
} as const
