import { useLayoutEffect, useRef } from 'preact/hooks'
import { desk } from '../../i18n/desk'
import { Icon } from '../icons'
import { reasonOf } from '../NotRead'
import type { BatchState } from './batchRun'

const words = desk.importing

interface Props {
  title: string
  state: BatchState<unknown, string>
  onStop: () => void
  onResume: () => void
  /** What was not sent stays unsent. */
  onEnd: () => void
}

export function BatchProgress({ title, state, onStop, onResume, onEnd }: Props) {
  const { phase, items, reason } = state
  const open = items.filter(({ outcome }) => outcome === 'waiting').length
  const done = items.length - open
  const paused = phase === 'paused'
  const next = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => next.current?.focus(), [paused])
  return (
    <>
      <div class="import-progress" aria-live="polite">
        <p class="import-count">
          <strong>{paused ? words.paused : title}</strong>
          <span>{words.sending(done, items.length)}</span>
        </p>
        <progress aria-label={title} value={done} max={items.length} />
        {!paused && <p class="hint">{reason ? words.again : words.sendingHint}</p>}
      </div>
      {paused && (
        <div class="notice" data-tone="caution" role="alert">
          <Icon name="alert" size={20} />
          <div>
            {reason !== 'stopped' && <p>{reasonOf(reason ?? '')}</p>}
            <p>{words.stopped(open)}</p>
          </div>
        </div>
      )}
      <div class="modal-actions">
        {paused ? (
          <>
            <button type="button" class="button" onClick={onEnd}>
              {words.giveUp}
            </button>
            <button ref={next} type="button" class="button" data-kind="primary" onClick={onResume}>
              {words.resume}
            </button>
          </>
        ) : (
          <button ref={next} type="button" class="button" onClick={onStop}>
            {words.stop}
          </button>
        )}
      </div>
    </>
  )
}
