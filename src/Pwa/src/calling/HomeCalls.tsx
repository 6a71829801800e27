import '../styles/calling.css'
import { useLayoutEffect, useState } from 'preact/hooks'
import { timeZone } from '../app/account'
import { to } from '../app/routes'
import { useQuery } from '../app/useQuery'
import { useToday } from '../app/useToday'
import { calling as words } from '../i18n/calling'
import { dayOf } from '../lib/days'
import { dayShort, time } from '../lib/format'
import { pageOfCalls } from '../sync/queries'
import { CallIcon, Icon } from '../ui/icons'
import { KeypadIcon } from '../ui/KeypadIcon'
import type { Arriving } from '../ui/Room'
import { readablePhone } from '../ui/readablePhone'
import { CallButton } from './CallButton'
import { DialSheet } from './DialSheet'
import { QuickLog } from './QuickLog'
import { type Unreturned, unreturned } from './unreturned'

/** Missed calls are looked for among this many. */
const looked = 100
const shown = 2

type Open = 'dial' | 'completed' | 'missed' | undefined

/** Calling a number, logging what came in, and the missed calls that nobody returned. */
export function HomeCalls({ onReady }: Arriving) {
  const [open, setOpen] = useState<Open>(undefined)
  const found = useQuery(async (reads) => unreturned((await pageOfCalls(reads, looked, undefined, () => true)).calls))
  const waiting = found ?? []
  const isRead = found !== undefined
  useLayoutEffect(() => {
    if (isRead) onReady()
  }, [isRead])
  const close = () => setOpen(undefined)
  return (
    <>
      <fieldset class="quick-calls" aria-label={words.quick}>
        <button type="button" class="button" onClick={() => setOpen('dial')}>
          <KeypadIcon />
          {words.dial}
        </button>
        <button type="button" class="button" onClick={() => setOpen('completed')}>
          <CallIcon callType="incoming" status="completed" />
          {words.incoming}
        </button>
        <button type="button" class="button" onClick={() => setOpen('missed')}>
          <CallIcon callType="incoming" status="missed" />
          {words.missedCall}
        </button>
      </fieldset>
      <a class="button" data-wide href={to.live}>
        <Icon name="pulse" size={20} />
        {words.live}
      </a>
      {waiting.length > 0 && <ToCallBack waiting={waiting.slice(0, shown)} />}
      {open === 'dial' && <DialSheet onClose={close} />}
      {(open === 'completed' || open === 'missed') && <QuickLog status={open} onClose={close} />}
    </>
  )
}

function ToCallBack({ waiting }: { waiting: Unreturned[] }) {
  const zone = timeZone()
  const today = useToday(zone)
  return (
    <section aria-labelledby="to-call-back">
      <div class="section-head">
        <h2 id="to-call-back">{words.toCallBack}</h2>
      </div>
      <ul class="card rows">
        {waiting.map(({ phone, name, startedAt, attempts, id }) => (
          <li key={phone} class="with-call">
            <a class="call-row" href={to.call(id)}>
              <span class="call-who">
                <span class="call-name">
                  <bdi>{name ?? readablePhone(phone)}</bdi>
                </span>
                <span class="call-kind">
                  {words.attempts(attempts)}
                  {' · '}
                  {dayOf(startedAt, zone) === today ? time(startedAt, zone) : dayShort(dayOf(startedAt, zone))}
                </span>
              </span>
            </a>
            <CallButton call={{ contactPhone: phone, contactName: name, callType: 'incoming', status: 'missed' }} />
          </li>
        ))}
      </ul>
    </section>
  )
}
