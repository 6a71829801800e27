import { signalOf } from '../../src/live/heard'
import { machineAt, next } from '../../src/live/machine'
import type { Heard } from '../../src/live/messages'
import type { DetectedCall } from '../../src/live/signals'

export interface Scene {
  name: string
  samples: Float32Array
  truth: { start: number; end: number } | null
  counts: boolean
}

/** s. */
export interface Found {
  start: number
  end: number
  sure: boolean
}

/** What live mode makes of what the audio thread reported. */
export function callsOf(heard: Heard[]): Found[] {
  let machine = machineAt(0)
  let audio = 0
  const calls: DetectedCall[] = []
  for (const message of heard) {
    // Levels tell how far the audio is; a message about the past comes between two of them.
    audio = Math.max(audio, message.at)
    const step = next(machine, signalOf(message, audio * 1_000, audio))
    machine = step.machine
    calls.push(...step.calls)
  }
  // What is still going on when the sound ends counts, too.
  calls.push(...next(machine, { type: 'stop', at: audio * 1_000 }).calls)
  return calls.map(({ start, end, sure }) => ({ start: start / 1_000, end: end / 1_000, sure }))
}
