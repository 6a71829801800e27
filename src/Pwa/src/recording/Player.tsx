import '../styles/recording.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { recording as words } from '../i18n/recording'
import { duration as inWords, number } from '../lib/format'
import { ApiError } from '../session/problem'
import { Icon, Outline } from '../ui/icons'
import { outlines } from './icons'
import { largestWithWaveform } from './limits'
import { Waveform } from './Waveform'
import { listen } from './waveform'

interface Props {
  /** The recording's bytes. Asked for once, by the first tap: who listens is written down. */
  load: () => Promise<Blob>
  /** Seconds, as the phone counted. */
  seconds: number | null
  download?: () => Promise<void>
}

const bars = 96
const speeds = [0.75, 1, 1.25, 1.5, 2]
/** Chromium's recordings don't say how long they are; beyond any end, the browser finds out. */
const beyond = 1e9

interface Track {
  url: string
  peaks: number[] | undefined
  /** Seconds. */
  length: number
}

/** Plays a recording: waveform, speed, and a position that pointer and keyboard move. */
export function Player({ load, seconds, download }: Props) {
  const audio = useRef<HTMLAudioElement>(null)
  const [track, setTrack] = useState<Track | undefined>(undefined)
  const [busy, setBusy] = useState(false)
  const [playing, setPlaying] = useState(false)
  const [at, setAt] = useState(0)
  const [problem, setProblem] = useState<string | undefined>(undefined)
  useEffect(() => () => URL.revokeObjectURL(track?.url ?? ''), [track])
  useFrames(playing, () => setAt(audio.current?.currentTime ?? 0))

  async function attempt(work: () => Promise<void>): Promise<void> {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setProblem(words.errors[error.code] ?? words.error)
    } finally {
      setBusy(false)
    }
  }

  const open = () =>
    attempt(async () => {
      const file = await load()
      const sound = file.size <= largestWithWaveform ? await listen(file, bars) : undefined
      setTrack({ url: URL.createObjectURL(file), peaks: sound?.peaks, length: sound?.duration ?? seconds ?? 0 })
    })

  function toggle(): void {
    const element = audio.current
    if (!element) return
    if (element.paused) element.play().catch(() => setProblem(words.errors.unplayable))
    else element.pause()
  }

  function seek(to: number): void {
    setAt(to)
    if (audio.current) audio.current.currentTime = to
  }

  return (
    <div class="player">
      {track ? (
        <>
          {/* biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said. */}
          <audio
            ref={audio}
            src={track.url}
            onLoadedMetadata={({ currentTarget: element }) => {
              // Finding the end is the first seek; playing begins at the start.
              if (element.duration === Number.POSITIVE_INFINITY) element.currentTime = beyond
              else element.play().catch(() => setProblem(words.errors.unplayable))
            }}
            onDurationChange={({ currentTarget: element }) => {
              if (!Number.isFinite(element.duration) || element.currentTime < element.duration) return
              element.currentTime = 0
              setTrack((known) => known && { ...known, length: element.duration })
              element.play().catch(() => setProblem(words.errors.unplayable))
            }}
            onPlay={() => setPlaying(true)}
            onPause={() => setPlaying(false)}
            onEnded={() => setAt(track.length)}
            onError={() => setProblem(words.errors.unplayable)}
          />
          <div class="player-track">
            <button
              type="button"
              class="icon-button"
              data-kind="primary"
              aria-label={playing ? words.pause : words.play}
              onClick={toggle}
            >
              <Outline d={playing ? outlines.pause : outlines.play} size={24} />
            </button>
            <Waveform peaks={track.peaks} at={at} length={track.length} onSeek={seek} />
          </div>
          <div class="player-foot">
            <span class="hint numeral">
              {clock(at)} / {clock(track.length)}
            </span>
            <select
              aria-label={words.speed}
              onChange={({ currentTarget }) => {
                if (audio.current) audio.current.playbackRate = Number(currentTarget.value)
              }}
            >
              {speeds.map((speed) => (
                <option key={speed} value={speed} selected={speed === 1}>
                  {words.times(number(speed))}
                </option>
              ))}
            </select>
            {download && <Download busy={busy} onClick={() => void attempt(download)} />}
          </div>
        </>
      ) : (
        <div class="player-foot">
          <button type="button" class="button" aria-disabled={busy} onClick={() => void open()}>
            <Outline d={outlines.play} size={20} />
            {busy ? words.loading : words.listen}
            {seconds !== null && !busy && <span class="hint">{inWords(seconds)}</span>}
          </button>
          {download && <Download busy={busy} onClick={() => void attempt(download)} />}
        </div>
      )}
      <p role="alert" class={problem ? 'error' : undefined}>
        {problem && (
          <>
            <Icon name="alert" size={20} />
            {problem}
          </>
        )}
      </p>
    </div>
  )
}

function Download({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  return (
    <button type="button" class="icon-button" aria-label={words.download} aria-disabled={busy} onClick={onClick}>
      <Icon name="download" size={20} />
    </button>
  )
}

/** 0:05, 12:40, 1:02:03. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const shown = parts[0] ? parts : parts.slice(1)
  return shown.map((part, index) => (index === 0 ? String(part) : String(part).padStart(2, '0'))).join(':')
}

/** While it plays, once a frame: `timeupdate` comes four times a second and would limp. */
function useFrames(active: boolean, work: () => void): void {
  const latest = useRef(work)
  latest.current = work
  useEffect(() => {
    if (!active) return
    let frame = requestAnimationFrame(function next() {
      latest.current()
      frame = requestAnimationFrame(next)
    })
    return () => cancelAnimationFrame(frame)
  }, [active])
}
