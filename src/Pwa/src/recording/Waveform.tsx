import { recording as words } from '../i18n/recording'
import { clock } from './Player'

interface Props {
  /** 0…1 each; undefined: a plain line. */
  peaks: number[] | undefined
  /** Seconds. */
  at: number
  length: number
  onSeek: (to: number) => void
}

const height = 48
const step = 4

/** A slider with the sound drawn behind it: pointer, keyboard and screen reader move it as they move any. */
export function Waveform({ peaks, at, length, onSeek }: Props) {
  const played = length > 0 ? Math.min(at / length, 1) : 0
  return (
    <div class="waveform">
      {peaks ? (
        <svg viewBox={`0 0 ${peaks.length * step} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {peaks.map((peak, index) => {
            const tall = Math.max(2, peak * height)
            return (
              <rect
                key={index}
                x={index * step + 1}
                y={(height - tall) / 2}
                width={step - 1.5}
                height={tall}
                data-played={(index + 0.5) / peaks.length < played || undefined}
              />
            )
          })}
        </svg>
      ) : (
        <progress value={played} aria-hidden="true" />
      )}
      <input
        type="range"
        min={0}
        max={Math.max(length, 0.1)}
        step={0.1}
        value={at}
        aria-label={words.position}
        aria-valuetext={words.positionOf(clock(at), clock(length))}
        onInput={({ currentTarget }) => onSeek(Number(currentTarget.value))}
      />
    </div>
  )
}
