import { calling as words } from '../i18n/calling'
import { Icon } from '../ui/icons'
import { Later } from '../ui/Later'
import { readablePhone } from '../ui/readablePhone'
import { useHeight } from '../ui/useHeight'
import { notCalled } from './answers'
import { aside, change } from './calls'
import type { PendingCall } from './pending'

const recordButton = () => import('../recording/RecordButton').then((module) => module.RecordButton)

interface Props {
  call: PendingCall
  /** How many are pending. */
  count: number
  isLocked: boolean
}

/** A call that is under way, or calls whose sheet was put aside: never in the way of the page. */
export function CallBar({ call, count, isLocked }: Props) {
  const bar = useHeight('--call-bar')
  const live = call.endedAt === undefined
  const who = isLocked ? '' : (call.name ?? readablePhone(call.phone))
  return (
    <section ref={bar} class="call-bar" aria-label={live ? words.underWay : words.toLog(count)}>
      <p role="status">
        <Icon name="phone" size={20} />
        <span>
          {live ? words.calling : words.toLog(count)}
          {who && (live ? ' ' : ' · ')}
          <bdi>{who}</bdi>
        </span>
      </p>
      {live && <Later key={call.id} load={recordButton} props={{ callId: call.id }} />}
      <div>
        {live ? (
          <>
            <button type="button" class="button" data-kind="plain" onClick={() => void notCalled(call)}>
              {words.notCalled}
            </button>
            <button
              type="button"
              class="button"
              data-kind="primary"
              onClick={() => void change({ type: 'end', id: call.id, at: Date.now() })}
            >
              {words.ended}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button"
            data-kind="primary"
            onClick={() => {
              aside.value = false
            }}
          >
            {words.log}
          </button>
        )}
      </div>
    </section>
  )
}
