import type { Heard } from './messages'
import type { Signal } from './signals'

/**
 * What the audio thread's message means to the state machine. `now`: device clock, ms, at which that thread had come to
 * `audio`, s; both from when the message came in.
 */
export function signalOf(heard: Heard, now: number, audio: number): Signal {
  const since = now - (audio - heard.at) * 1_000
  switch (heard.kind) {
    case 'voice':
      return { type: 'voice', on: heard.on, at: now, since }
    case 'zeros':
      return { type: 'microphone', by: 'zeros', taken: heard.on, at: now, since }
    case 'level':
      return { type: 'time', at: now }
  }
}
