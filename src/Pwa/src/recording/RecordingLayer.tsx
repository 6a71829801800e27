import '../styles/recording.css'
import { type ComponentChildren, render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { account, saved } from '../app/account'
import { recording as words } from '../i18n/recording'
import { duration } from '../lib/format'
import { Icon, Outline } from '../ui/icons'
import { useHeight } from '../ui/useHeight'
import { cutOff, watchRecordings } from './background'
import { outlines } from './icons'
import { ended, type Live, live } from './live'
import { clock } from './Player'
import { drop, keep } from './store'

/** Over every screen, and over the lock: that something is recorded, or what became of it. It names nobody. */
function RecordingLayer() {
  if (!account.value) return null
  if (live.value) return <LiveBar {...live.value} />
  if (ended.value) return <EndedBar why={words.ended[ended.value]} />
  return cutOff.value.length > 0 ? <CutOffBar /> : null
}

interface BarProps {
  label: string
  live?: boolean
  children: ComponentChildren
}

function Bar({ label, live, children }: BarProps) {
  const bar = useHeight('--recording-bar')
  return (
    <section ref={bar} class="recording-bar" data-live={live} aria-label={label}>
      {children}
    </section>
  )
}

function LiveBar({ paused, seconds, stop }: Live) {
  const shown = useSeconds(seconds)
  return (
    <Bar label={words.recording} live>
      <p role="status">
        <span class="recording-mark" data-paused={paused || undefined} aria-hidden="true" />
        <span>{paused ? words.paused : words.recording}</span>
      </p>
      {/* Apart from the status: a screen reader would say every second. */}
      <span class="numeral" role="timer" aria-label={words.at(duration(shown))}>
        {clock(shown)}
      </span>
      <button type="button" class="button" data-kind="primary" onClick={stop}>
        <Outline d={outlines.stop} size={20} />
        {words.stop}
      </button>
    </Bar>
  )
}

function useSeconds(seconds: () => number): number {
  const [shown, setShown] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setShown(seconds()), 250)
    return () => clearInterval(timer)
  }, [seconds])
  return shown
}

function EndedBar({ why }: { why: string }) {
  return (
    <Bar label={words.title}>
      <p role="alert">
        <Icon name="alert" size={20} />
        <span>{why}</span>
      </p>
      <button
        type="button"
        class="button"
        onClick={() => {
          ended.value = undefined
        }}
      >
        {words.understood}
      </button>
    </Bar>
  )
}

function CutOffBar() {
  const found = cutOff.value
  const length = found.reduce((sum, { seconds }) => sum + seconds, 0)

  async function settle(work: typeof keep): Promise<void> {
    const db = account.value?.db
    if (!db) return
    for (const { callId } of found) await work(db, callId)
    await saved()
  }

  return (
    <Bar label={words.cutOff(found.length)}>
      <p role="status">
        <Outline d={outlines.microphone} size={20} />
        <span>
          <strong>{words.cutOff(found.length)}</strong> {words.cutOffWhy(duration(length))}
        </span>
      </p>
      <div class="chips">
        <button type="button" class="button" data-kind="plain" onClick={() => void settle(drop)}>
          {words.discard}
        </button>
        <button type="button" class="button" data-kind="primary" onClick={() => void settle(keep)}>
          {words.keep}
        </button>
      </div>
    </Bar>
  )
}

export function showRecordings(): void {
  watchRecordings()
  const layer = document.createElement('div')
  document.body.append(layer)
  render(<RecordingLayer />, layer)
}
