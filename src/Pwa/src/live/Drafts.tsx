import { timeZone } from '../app/account'
import { change, pendingCalls } from '../calling/calls'
import { estimate, isDraft, type PendingCall } from '../calling/pending'
import { live as words } from '../i18n/live'
import { dayOf } from '../lib/days'
import { dayShort, duration, time } from '../lib/format'
import { toast } from '../ui/toast'

/** What may have been a call: the person says so, or throws it away. */
export function Drafts() {
  const drafts = pendingCalls.value.filter(isDraft)
  return (
    <section aria-labelledby="drafts">
      <div class="section-head">
        <h2 id="drafts">{words.drafts(drafts.length)}</h2>
      </div>
      {drafts.length === 0 ? (
        <p class="card hint" data-padded>
          {words.noDrafts}
        </p>
      ) : (
        <>
          <p class="hint">{words.draftsWhy}</p>
          <ul class="card rows">
            {drafts.map((call) => (
              <Draft key={call.id} call={call} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function Draft({ call }: { call: PendingCall }) {
  const zone = timeZone()
  const at = (moment: number) => time(new Date(moment).toISOString(), zone)
  const day = dayOf(call.dialledAt, zone)
  const today = day === dayOf(Date.now(), zone)

  async function discard(): Promise<void> {
    await change({ type: 'remove', id: call.id })
    toast(words.discarded, () => void change({ type: 'restore', call }))
  }

  return (
    <li class="live-draft">
      <p>
        <strong>
          {!today && `${dayShort(day)}, `}
          {words.from(at(call.dialledAt), at(call.endedAt ?? call.dialledAt))}
        </strong>
        <span class="hint">
          {duration(estimate(call))} · {words.draftCause[call.detected?.cause ?? 'voice']}
        </span>
      </p>
      <div>
        <button type="button" class="button" data-kind="plain" onClick={() => void discard()}>
          {words.discard}
        </button>
        <button type="button" class="button" onClick={() => void change({ type: 'ask', id: call.id })}>
          {words.wasCall}
        </button>
      </div>
    </li>
  )
}
