import '../../styles/call-drawer.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { Call } from '../../contract'
import { text } from '../../i18n'
import { callsWords } from '../../i18n/calls'
import { desk } from '../../i18n/desk'
import { detail } from '../../i18n/detail'
import { dateTime, duration } from '../../lib/format'
import { CallIcon } from '../../ui/icons'
import { Later } from '../../ui/Later'
import { readablePhone } from '../../ui/readablePhone'
import { contactOf, kindOf } from '../calls'
import { feed, gaps, withdrawn } from '../feed'
import { Icon } from '../icons'
import { Modal } from '../Modal'
import { isWithdrawn } from '../merge'
import { goTo, nameOr, timeZone } from '../store'
import { ContactSection } from './ContactSection'
import { HistorySection } from './HistorySection'
import { Trouble } from './Trouble'
import { useAnswer } from './useAnswer'

const words = callsWords.call

const recording = () => import('../../recording/DeskRecording').then((module) => module.DeskRecording)

interface Props {
  employeeId: string
  id: string
  /** As a list has it; the call is read anew all the same, and follows the feed. */
  known: Call | undefined
}

export function CallDrawer({ employeeId, id, known }: Props) {
  const [first] = useState(known)
  const answer = useAnswer<Call>(`/calls/${id}?employeeId=${employeeId}`, gaps.value)
  const live = feed.value?.find((call) => call.id === id)
  const call = newest(first, answer.data, known, live)
  const gone = answer.error === 'not-found' || withdrawn.value.has(id) || (call !== undefined && isWithdrawn(call))
  return (
    <Modal title={words.title} kind="drawer" wide onClose={() => goTo({ open: '' })}>
      {() => (
        <>
          {gone && <Trouble tone="caution" message={words.gone} />}
          {!gone && answer.error && <Trouble tone="danger" message={call ? words.stale : words.failed} onRetry={answer.retry} />}
          {!call && !answer.error && <div class="card skeleton panel-skeleton" role="status" aria-label={text.loading} />}
          {call && !gone && <Details call={call} />}
        </>
      )}
    </Modal>
  )
}

const newest = (...calls: (Call | undefined)[]): Call | undefined =>
  calls.reduce((best, call) => (call && call.version >= (best?.version ?? 0) ? call : best), undefined)

function Details({ call }: { call: Call }) {
  const zone = timeZone.value
  const { table } = callsWords
  return (
    <>
      <div class="contact">
        <span class="call-mark" data-status={call.status}>
          <CallIcon callType={call.callType} status={call.status} />
        </span>
        <div>
          <bdi class="contact-name">{contactOf(call)}</bdi>
          {call.contactName && call.contactPhone && <p class="hint selectable">{readablePhone(call.contactPhone)}</p>}
        </div>
      </div>
      <dl class="facts facts-grid">
        <Fact name={words.employee}>
          <bdi>{nameOr(call.employeeId, desk.table.unknown)}</bdi>
        </Fact>
        <Fact name={detail.title}>{kindOf(call)}</Fact>
        <Fact name={detail.when}>{dateTime(call.startedAt, zone)}</Fact>
        {call.status === 'completed' && <Fact name={detail.length}>{duration(call.duration)}</Fact>}
        {call.outcome && (
          <Fact name={detail.outcome}>
            <bdi>{call.outcome}</bdi>
          </Fact>
        )}
        <Fact name={words.source}>{table.sources[call.source]}</Fact>
        <Fact name={words.logged}>{dateTime(call.createdAt, zone)}</Fact>
      </dl>
      {call.notes && (
        <div>
          <h3 class="drawer-title">{detail.notes}</h3>
          <p class="notes selectable" dir="auto">
            {call.notes}
          </p>
        </div>
      )}
      {call.recording && <Later key={call.id} load={recording} props={{ call, recording: call.recording }} />}
      {call.clockSuspect && <p class="hint">{detail.clockSuspect}</p>}
      {call.contactPhone && <ContactSection phone={call.contactPhone} except={call.id} />}
      <HistorySection call={call} />
      <div class="person-foot">
        <p class="hint">{detail.syncedAt(dateTime(call.syncedAt, zone))}</p>
        <CopyLink />
      </div>
    </>
  )
}

function CopyLink() {
  const [works, setWorks] = useState(false)
  const [said, setSaid] = useState('')
  useEffect(() => setWorks(navigator.clipboard !== undefined), [])
  if (!works) return null
  const copy = (): void =>
    void navigator.clipboard.writeText(location.href).then(
      () => setSaid(words.linkCopied),
      () => setSaid(words.linkNotCopied),
    )
  return (
    <>
      <button type="button" class="button" data-kind="plain" onClick={copy}>
        <Icon name="copy" size={20} />
        {words.link}
      </button>
      <p class="hint" role="status">
        {said}
      </p>
    </>
  )
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
