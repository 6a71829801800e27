import { signal } from '@preact/signals'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { openMicrophone } from '../src/live/microphone'
import { listening, phase, start, stop, tap } from '../src/live/session'
import { live, startRecording } from '../src/recording/live'

const page = await vi.hoisted(async () => ({
  account: (await import('@preact/signals')).signal<unknown>(undefined),
  begin: vi.fn(async () => {}),
  held: new Set<string>(),
}))
vi.mock('../src/app/account', () => ({
  account: page.account,
  revision: signal(0),
  online: signal(true),
  request: () => {},
  saved: () => {},
}))
vi.mock('../src/app/lock', () => ({
  holdOpen: (why: string) => {
    page.held.add(why)
    return () => page.held.delete(why)
  },
}))
vi.mock('../src/app/storage', () => ({ protectStorage: async () => {} }))
vi.mock('../src/recording/store', () => ({ begin: page.begin, append: async () => {}, keep: async () => {} }))
vi.mock('../src/live/keep', () => ({
  keepCall: async () => true,
  keepOpen: async () => {},
  keepLog: async () => [],
  listenerLock: String,
}))
vi.mock('../src/live/worklet?worker&url', () => ({ default: 'worklet.js' }))

/** A microphone that is on until it is stopped, and a browser that asks before it gives it. */
class FakeTrack extends EventTarget {
  muted = false
  isOn = true
  stop(): void {
    this.isOn = false
  }
}

let tracks: FakeTrack[] = []
let allow: () => void = () => {}
let addModule = async (): Promise<void> => {}

function askPerson(): Promise<unknown> {
  return new Promise((resolve) => {
    allow = () => {
      const track = new FakeTrack()
      tracks.push(track)
      resolve({ getAudioTracks: () => [track], getTracks: () => [track] })
    }
  })
}

class FakeContext extends EventTarget {
  state = 'running'
  audioWorklet = { addModule: () => addModule() }
  resume = async () => {}
  close = async () => {}
}

beforeEach(() => {
  tracks = []
  addModule = async () => {}
  page.begin.mockImplementation(async () => {})
  page.held.clear()
  page.account.value = { employee: { id: 'e' }, db: {}, underWay: new Set() }
  const locks = {
    request: async (...args: unknown[]) => (args.at(-1) as (lock: unknown) => unknown)({}),
  }
  vi.stubGlobal('navigator', {
    locks,
    mediaDevices: { getUserMedia: vi.fn(askPerson) },
    permissions: { query: async () => ({ state: 'granted' }) },
  })
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }))
  vi.stubGlobal('MediaRecorder', { isTypeSupported: () => true })
  vi.stubGlobal('AudioContext', FakeContext)
  vi.stubGlobal(
    'AudioWorkletNode',
    class {
      port = { postMessage: () => {} }
    },
  )
  vi.stubGlobal(
    'MediaStreamAudioSourceNode',
    class {
      connect() {}
      disconnect() {}
    },
  )
  vi.stubGlobal('reportError', () => {})
})

const on = () => tracks.map(({ isOn }) => isOn)
const asked = () => vi.waitFor(() => expect(navigator.mediaDevices.getUserMedia).toHaveBeenCalled())
const consent = { mode: 'notice', at: '2026-11-22T12:00:00.000Z' } as const

describe('a recording that is given up half-way lets the microphone go', () => {
  it('when the person has left while the browser asked', async () => {
    const starting = startRecording('c', consent)
    await asked()
    page.account.value = null
    allow()

    await starting
    expect(on()).toEqual([false])
    expect(live.value).toBeUndefined()
  })

  it('when the device has no room for it', async () => {
    page.begin.mockRejectedValue(new DOMException('', 'QuotaExceededError'))
    const starting = startRecording('c', consent)
    await asked()
    allow()

    await expect(starting).rejects.toThrow(DOMException)
    expect(on()).toEqual([false])
    // Nor is the app kept from locking.
    expect([...page.held]).toEqual([])
  })
})

describe('live mode that is given up half-way lets the microphone go', () => {
  it.each([
    ['was stopped', stop],
    [
      'lost its person',
      () => {
        page.account.value = null
      },
    ],
  ])('when it %s while the browser asked', async (_, giveUp) => {
    const starting = start()
    await asked()
    giveUp()
    allow()

    await starting
    expect(on()).toEqual([false])
    expect(listening.value).toBe('off')
  })

  it('when the audio thread does not start', async () => {
    addModule = async () => {
      throw new DOMException('', 'AbortError')
    }
    const starting = start()
    await asked()
    allow()

    await starting
    expect(on()).toEqual([false])
    expect(listening.value).toBe('off')
  })

  it('when it ends while it asks for a lost microphone again', async () => {
    const nothing = () => {}
    const opening = openMicrophone({ heard: nothing, muted: nothing, ended: nothing, interrupted: nothing })
    allow()
    const microphone = await opening
    const reopening = microphone.reopen()
    microphone.close()
    allow()

    await reopening
    expect(on()).toEqual([false, false])
  })

  it('and tells the next person of no call that the one before was in', async () => {
    const starting = start()
    await asked()
    allow()
    await starting
    tap('start')
    await vi.waitFor(() => expect(phase.value.name).toBe('inCall'))
    page.account.value = null

    await vi.waitFor(() => expect(phase.value.name).toBe('idle'))
    expect([listening.value, ...page.held, ...on()]).toEqual(['off', false])
  })
})
