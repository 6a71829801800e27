import { describe, expect, it, vi } from 'vitest'
import { clock } from '../src/recording/Player'
import { bestType, type EndReason, type RecorderState, record } from '../src/recording/recorder'
import { peaksOf } from '../src/recording/waveform'

class FakeTrack extends EventTarget {
  muted = false
  stop = vi.fn()
}

/** As MediaRecorder behaves: the rest comes out before it stops. */
class FakeRecorder {
  state: 'inactive' | 'recording' | 'paused' = 'inactive'
  ondataavailable: (event: { data: Blob }) => void = () => {}
  onstop: () => void = () => {}
  onerror: () => void = () => {}
  start(): void {
    this.state = 'recording'
  }
  pause(): void {
    this.state = 'paused'
  }
  resume(): void {
    this.state = 'recording'
  }
  stop(): void {
    this.state = 'inactive'
    this.give('end')
    this.onstop()
  }
  give(text: string): void {
    this.ondataavailable({ data: new Blob([text]) })
  }
}

function setUp(save: (chunk: ArrayBuffer, seconds: number) => Promise<void> = async () => {}, muted = false) {
  const track = new FakeTrack()
  track.muted = muted
  const recorder = new FakeRecorder()
  const saved: [string, number][] = []
  const states: RecorderState[] = []
  const time = { now: 1_000 }
  let ended: (why: EndReason) => void = () => {}
  const end = new Promise<EndReason>((resolve) => {
    ended = resolve
  })
  const running = record({
    stream: { getAudioTracks: () => [track], getTracks: () => [track] } as unknown as MediaStream,
    contentType: 'audio/webm',
    now: () => time.now,
    create: () => recorder as unknown as MediaRecorder,
    save: async (chunk, seconds) => {
      await save(chunk, seconds)
      saved.push([new TextDecoder().decode(chunk), seconds])
    },
    onChange: (state) => states.push(state),
    onEnd: ended,
  })
  return { track, recorder, saved, states, time, end, running }
}

describe('recording', () => {
  it('saves each chunk in order, the last before it ends, and lets the microphone go', async () => {
    // The first takes longest to save.
    let wait = 30
    const { recorder, saved, time, running, end, track } = setUp(async () => {
      const ms = wait
      wait = 0
      await new Promise((resolve) => setTimeout(resolve, ms))
    })
    recorder.give('a')
    time.now += 2_000
    recorder.give('b')
    time.now += 2_500
    running.stop()

    expect(await end).toBe('stopped')
    expect(saved).toEqual([
      ['a', 0],
      ['b', 2],
      ['end', 4],
    ])
    expect(track.stop).toHaveBeenCalled()
  })

  it('rests while the system has the microphone, and does not count that time', async () => {
    const { recorder, states, time, running, track } = setUp()
    time.now += 3_000
    track.dispatchEvent(new Event('mute'))
    expect(recorder.state).toBe('paused')
    time.now += 60_000
    expect(running.seconds()).toBe(3)
    track.dispatchEvent(new Event('mute'))
    track.dispatchEvent(new Event('unmute'))
    expect(recorder.state).toBe('recording')
    time.now += 2_000

    expect(running.seconds()).toBe(5)
    expect(states.map(({ paused }) => paused)).toEqual([true, false])
  })

  it('rests from the start where the microphone is taken already', () => {
    const { recorder, running, time } = setUp(undefined, true)
    time.now += 5_000
    expect([recorder.state, running.seconds()]).toEqual(['paused', 0])
  })

  it('keeps what it has when the microphone is taken away', async () => {
    const { recorder, saved, track, end } = setUp()
    recorder.give('a')
    track.dispatchEvent(new Event('ended'))

    expect(await end).toBe('taken')
    expect(saved.map(([text]) => text)).toEqual(['a', 'end'])
  })

  it('ends when the phone is full, and says so', async () => {
    const { recorder, end } = setUp(async () => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    recorder.give('a')

    expect(await end).toBe('full')
  })

  it('records into what the server takes, mp4 first', () => {
    expect(bestType(() => true)).toBe('audio/mp4')
    expect(bestType((type) => type.includes('webm'))).toBe('audio/webm;codecs=opus')
    expect(bestType((type) => type === 'audio/ogg')).toBeUndefined()
  })
})

describe('the waveform', () => {
  it('has the loudest of each part, the loudest of all being full', () => {
    expect(peaksOf(new Float32Array([0, 0.1, -0.5, 0.25, 0, 0, 0.05, -0.05]), 4)).toEqual(
      [0.2, 1, 0, 0.1].map((peak) => expect.closeTo(peak, 5)),
    )
  })

  it('of silence is flat, and of fewer samples than bars has no holes of nothing', () => {
    expect(peaksOf(new Float32Array(10), 5)).toEqual([0, 0, 0, 0, 0])
    expect(peaksOf(new Float32Array([1]), 3).every(Number.isFinite)).toBe(true)
  })

  it('tells time as players do', () => {
    expect([0, 5.9, 65, 3_661, 36_000].map(clock)).toEqual(['0:00', '0:05', '1:05', '1:01:01', '10:00:00'])
  })
})
