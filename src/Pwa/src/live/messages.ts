/** What the audio thread tells the page. `at`: s of audio since the worklet began. */
export type Heard =
  | { kind: 'voice' | 'zeros'; on: boolean; at: number }
  | { kind: 'level'; level: number; speaking: boolean; at: number }

/** Whether somebody looks at the level. */
export type Asked = { watched: boolean }

export const processorName = 'ooak-voice'
