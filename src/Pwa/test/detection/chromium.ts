import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { type Heard, processorName } from '../../src/live/messages'
import { rate, toInt16 } from './speech.mjs'

/** Runs sound through the app's own AudioWorklet, in the machine's Chromium, faster than it would be heard. */
export class Studio {
  private constructor(
    private readonly browser: Browser,
    private readonly server: Server,
    private readonly page: Page,
    private readonly sound: { bytes: Buffer },
  ) {}

  static async open(): Promise<Studio> {
    const script = await workletScript()
    const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync)
    const browser = await chromium.launch({
      ...(executablePath ? { executablePath } : { channel: 'chrome' }),
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update'],
    })
    const sound = { bytes: Buffer.alloc(0) }
    // Not intercepted requests: the browser fetches a worklet's script past those.
    const server = createServer(({ url }, answer) => {
      if (url === '/worklet.js') answer.setHeader('content-type', 'text/javascript').end(script)
      else if (url === '/sound') answer.end(sound.bytes)
      else answer.setHeader('content-type', 'text/html').end('<!doctype html><title>Studio</title>')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return new Studio(browser, server, page, sound)
  }

  /** `sampleRate`, Hz: of the audio thread, as on a phone; the sound is brought to it by the browser. */
  async listen(samples: Float32Array, sampleRate = 48_000): Promise<Heard[]> {
    this.sound.bytes = Buffer.from(toInt16(samples).buffer)
    return this.page.evaluate(
      async ({ processorName, rate, sampleRate }) => {
        const sound = new Int16Array(await (await fetch('/sound')).arrayBuffer())
        const context = new OfflineAudioContext(1, Math.ceil((sound.length / rate) * sampleRate), sampleRate)
        await context.audioWorklet.addModule('/worklet.js')
        const buffer = context.createBuffer(1, sound.length, rate)
        buffer.getChannelData(0).set(Float32Array.from(sound, (value) => value / 32_768))
        const source = new AudioBufferSourceNode(context, { buffer })
        const worklet = new AudioWorkletNode(context, processorName, { numberOfOutputs: 1 })
        const heard: Heard[] = []
        const last = sound.length / rate - 2
        const complete = new Promise<void>((resolve) => {
          worklet.port.onmessage = ({ data }: MessageEvent<Heard>) => {
            heard.push(data)
            if (data.kind === 'level' && data.at >= last) resolve()
          }
        })
        source.connect(worklet).connect(context.destination)
        source.start()
        await context.startRendering()
        await complete
        return heard
      },
      { processorName, rate, sampleRate },
    )
  }

  get version(): string {
    return this.browser.version()
  }

  async close(): Promise<void> {
    await this.browser.close()
    this.server.close()
  }
}

/** As the app's build makes it, in one file. */
async function workletScript(): Promise<string> {
  const entry = fileURLToPath(new URL('../../src/live/worklet.ts', import.meta.url))
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, target: 'es2022', lib: { entry, formats: ['iife'], name: 'worklet' } },
  })
  const { output } = (Array.isArray(built) ? built[0] : built) as { output: { code: string }[] }
  return output[0]?.code ?? ''
}
