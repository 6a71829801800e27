import '../styles/detail.css'
import type { ComponentChildren } from 'preact'
import { CallButton } from '../calling/CallButton'
import { text } from '../i18n'
import { detail } from '../i18n/detail'
import { syncing } from '../i18n/sync'
import { dateTime, duration } from '../lib/format'
import { PrivateNote } from '../privacy/PrivateNote'
import type { StoredEntry } from '../sync/model'
import { callById } from '../sync/queries'
import { CallIcon, Icon } from '../ui/icons'
import { Later } from '../ui/Later'
import { readablePhone } from '../ui/readablePhone'
import { timeZone } from './account'
import { remove } from './actions'
import { contactOf, kindOf } from './CallRow'
import { leaveFor } from './navigation'
import { to } from './routes'
import { useQuery } from './useQuery'

const words = detail

const recordingCard = () => import('../recording/RecordingCard').then((module) => module.RecordingCard)

export function CallDetail({ id }: { id: string }) {
  const facts = useQuery(async (reads) => (await callById(reads, id)) ?? null, [id])
  if (facts === undefined) return null
  const refused = facts?.waiting.find((entry) => entry.state === 'rejected')
  if (facts === null || facts.record.view.deleted) {
    return (
      <div class="stack">
        <BackHeading title={words.title} />
        <Refused entry={refused} />
        <div class="card empty">
          <Icon name="phone" size={40} />
          <p>{words.notFound}</p>
        </div>
      </div>
    )
  }
  const { record, waiting } = facts
  const call = record.view

  async function deleteIt(): Promise<void> {
    await remove(id)
    leaveFor(to.history)
  }

  return (
    <div class="stack">
      <BackHeading title={kindOf(call)} />
      <Refused entry={refused} />
      {(record.conflicts?.length ?? 0) > 0 && (
        <a class="notice" data-tone="caution" href={to.sync}>
          <Icon name="person" size={20} />
          <span>{syncing.page.mergedTitle}</span>
        </a>
      )}
      {call.clockSuspect && (
        <div class="notice" data-tone="caution">
          <Icon name="wait" size={20} />
          <span>{words.clockSuspectWhy}</span>
        </div>
      )}
      <PrivateNote record={record} />
      <section class="card" data-padded>
        <div class="contact">
          <span class="call-mark" data-status={call.status}>
            <CallIcon callType={call.callType} status={call.status} />
          </span>
          <div>
            <bdi class="contact-name">{contactOf(call)}</bdi>
            {call.contactPhone && call.contactName && <p class="hint">{readablePhone(call.contactPhone)}</p>}
          </div>
        </div>
        <dl class="facts">
          <Fact name={words.when}>{dateTime(call.startedAt, timeZone())}</Fact>
          {call.status === 'completed' && <Fact name={words.length}>{duration(call.duration)}</Fact>}
          {call.outcome && (
            <Fact name={words.outcome}>
              <bdi>{call.outcome}</bdi>
            </Fact>
          )}
          {call.notes && (
            <Fact name={words.notes}>
              <span class="notes" dir="auto">
                {call.notes}
              </span>
            </Fact>
          )}
          {call.assignmentId && (
            <Fact name={words.assignment}>
              <a href={to.task(call.assignmentId)}>{words.assignmentLink}</a>
            </Fact>
          )}
          {call.private && <Fact name={words.private}>{text.log.privateWhy}</Fact>}
        </dl>
        {waiting.length > 0 && <p class="hint">{text.call.waiting}</p>}
        {waiting.length === 0 && call.version > 0 && <p class="hint">{words.syncedAt(dateTime(call.syncedAt, timeZone()))}</p>}
      </section>
      <Later load={recordingCard} props={{ call }} />
      {call.contactPhone && <CallButton call={call} wide />}
      <div class="actions">
        <a class="button" href={to.edit(id)}>
          <Icon name="edit" size={20} />
          {words.edit}
        </a>
        <button type="button" class="button" data-kind="danger" onClick={() => void deleteIt()}>
          <Icon name="bin" size={20} />
          {words.delete}
        </button>
      </div>
    </div>
  )
}

/** Where what was not accepted waits for the person. */
function Refused({ entry }: { entry: StoredEntry | undefined }) {
  if (!entry) return null
  return (
    <a class="notice" data-tone="danger" href={to.sync}>
      <Icon name="alert" size={20} />
      <span>
        {syncing.reasons[entry.problem?.code ?? ''] ?? entry.problem?.detail ?? syncing.reason} {syncing.refusedHere}
      </span>
    </a>
  )
}

function BackHeading({ title }: { title: string }) {
  return (
    <div class="heading with-back">
      <a class="icon-button" href={to.history} aria-label={text.back}>
        <Icon name="back" />
      </a>
      <h1>{title}</h1>
    </div>
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
