import { useEffect, useState } from 'preact/hooks'
import type { Call, Contact } from '../../contract'
import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { desk } from '../../i18n/desk'
import { dateTime, duration, number } from '../../lib/format'
import { CallIcon } from '../../ui/icons'
import { kindOf } from '../calls'
import { ErasureSection } from '../erasure/ErasureSection'
import { gaps, heard } from '../feed'
import { Icon } from '../icons'
import { openCall } from '../openCall'
import { goTo, nameOr, timeZone } from '../store'
import { followed } from './followed'
import { Trouble } from './Trouble'
import { type Answer, useAnswer } from './useAnswer'

const words = callsWords.contact

/** Calls that are listed here; the table has them all. */
const listed = 10

/** Who the number is and what else was said with them: asked for only when somebody wants to know. */
export function ContactSection({ phone, except }: { phone: string; except: string }) {
  const [wanted, setWanted] = useState(false)
  const path = `/contacts/${encodeURIComponent(phone)}?limit=${listed + 1}`
  const { data, error, retry } = useContact(wanted ? path : undefined)
  return (
    <section class="stack drawer-section" aria-labelledby="drawer-contact">
      <h3 id="drawer-contact" class="drawer-title">
        {words.title}
      </h3>
      {!wanted && (
        <div class="person-foot">
          <p class="hint">{words.why}</p>
          <button type="button" class="button" onClick={() => setWanted(true)}>
            <Icon name="person" size={20} />
            {words.show}
          </button>
        </div>
      )}
      {error && !data && <Trouble tone="danger" message={error === 'not-found' ? words.none : words.failed} onRetry={retry} />}
      {wanted && !data && !error && <div class="card skeleton row-skeleton" role="status" aria-label={text.loading} />}
      {data && <Known contact={data} except={except} />}
      {data && (
        <ErasureSection
          path={`/contacts/${encodeURIComponent(phone)}`}
          name={phone}
          kind="contact"
          mayErase
          onErased={() => setWanted(false)}
        />
      )}
    </section>
  )
}

/** Reading a contact is written down each time, so it is not read again for each event; only after a gap, of which nobody knows what was in it. */
function useContact(path: string | undefined): Answer<Contact> {
  const answer = useAnswer<Contact>(path, gaps.value)
  const { data } = answer
  const [since, setSince] = useState<{ of?: Contact; news: readonly Call[] }>({ news: [] })
  const news = heard.value
  useEffect(() => {
    if (data) setSince((before) => ({ of: data, news: before.of === data ? [...before.news, ...news] : news }))
  }, [news])
  return data && since.of === data ? { ...answer, data: followed(data, since.news) } : answer
}

function Known({ contact, except }: { contact: Contact; except: string }) {
  const { figures, names, calls, phone } = contact
  const others = calls.filter(({ id }) => id !== except).slice(0, listed)
  return (
    <>
      {names.length > 1 && <p class="hint">{words.also(names.slice(1, 4).join(', '))}</p>}
      {figures && (
        <dl class="strip contact-figures">
          <Figure name={words.calls} value={figures.complete ? number(figures.calls) : words.atLeast(number(figures.calls))} />
          <Figure name={words.completed} value={number(figures.completed)} />
          <Figure name={words.missed} value={number(figures.missed)} />
          <Figure name={words.talk} value={duration(figures.talkSeconds)} />
        </dl>
      )}
      {others.length === 0 ? (
        <p class="hint">{words.noOthers}</p>
      ) : (
        <ul class="rows other-calls" aria-label={words.others}>
          {others.map((call) => (
            <li key={call.id}>
              <OtherCall call={call} />
            </li>
          ))}
        </ul>
      )}
      {contact.calls.length > 1 && (
        <button
          type="button"
          class="button"
          data-kind="plain"
          onClick={() =>
            goTo({ view: 'calls', range: '90', phone, employeeId: '', status: '', callType: '', outcome: '', q: '', open: '' })
          }
        >
          <Icon name="list" size={20} />
          {words.all}
        </button>
      )}
    </>
  )
}

const Figure = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
)

function OtherCall({ call }: { call: Call }) {
  return (
    <button type="button" class="call-row" onClick={() => openCall(call)}>
      <span class="call-mark" data-status={call.status}>
        <CallIcon callType={call.callType} status={call.status} size={20} />
      </span>
      <span class="call-who">
        <span class="call-name">
          <bdi>{nameOr(call.employeeId, desk.table.unknown)}</bdi>
        </span>
        <span class="call-kind">
          {kindOf(call)}
          {call.outcome && (
            <>
              {' · '}
              <bdi>{call.outcome}</bdi>
            </>
          )}
        </span>
      </span>
      <span class="call-when">
        <time dateTime={call.startedAt}>{dateTime(call.startedAt, timeZone.value)}</time>
        <span class="call-length">{call.duration > 0 && duration(call.duration)}</span>
      </span>
    </button>
  )
}
