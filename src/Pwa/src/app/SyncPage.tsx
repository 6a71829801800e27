import '../styles/detail.css'
import { useEffect, useState } from 'preact/hooks'
import { text } from '../i18n'
import { syncing } from '../i18n/sync'
import { ago, dateTime } from '../lib/format'
import type { StoredCall } from '../sync/model'
import { conflicted, evictedUntil, outbox } from '../sync/queries'
import { Icon } from '../ui/icons'
import { Later } from '../ui/Later'
import { request, syncStatus, tally, timeZone } from './account'
import { signingInAgain } from './again'
import { contactOf } from './CallRow'
import { fieldName, said } from './callFields'
import { RefusedItem } from './RefusedItem'
import { RepairCard } from './RepairCard'
import { understand } from './refusals'
import { to } from './routes'
import { persisted, protectStorage } from './storage'
import { syncState } from './syncState'
import { useQuery } from './useQuery'

const words = text.sync

const errandList = () => import('../tasks/ErrandList').then((module) => module.ErrandList)

export function SyncPage() {
  const entries = useQuery(outbox)
  const merged = useQuery(conflicted) ?? []
  const evicted = useQuery(evictedUntil)
  const refused = entries?.filter(({ entry }) => entry.state === 'rejected') ?? []
  const waiting = entries?.filter(({ entry }) => entry.state !== 'rejected') ?? []
  return (
    <div class="stack">
      <h1>{words.title}</h1>
      <StateCard />
      {refused.length > 0 && (
        <section aria-labelledby="refused">
          <h2 id="refused">{syncing.page.refusedTitle}</h2>
          <p class="hint">{syncing.explain.refused}</p>
          <ul class="stack">
            {refused.map(({ entry, call }) => (
              <RefusedItem key={entry.seq} entry={entry} call={call} />
            ))}
          </ul>
        </section>
      )}
      <Later load={errandList} props={{ refused: true }} />
      {merged.length > 0 && (
        <section aria-labelledby="merged">
          <h2 id="merged">{syncing.page.mergedTitle}</h2>
          <p class="hint">{syncing.page.mergedLead}</p>
          <ul class="stack">
            {merged.map((record) => (
              <MergedItem key={record.id} record={record} />
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="waiting">
        <h2 id="waiting">{syncing.page.waitingTitle}</h2>
        {waiting.length === 0 && tally.value.waiting === 0 && <p class="hint">{syncing.page.nothingWaits}</p>}
        {waiting.length > 0 && (
          <ul class="card rows plain-rows">
            {waiting.slice(0, 200).map(({ entry, call }) => (
              <li key={entry.seq}>
                <span>
                  <bdi>{call ? contactOf(call) : ''}</bdi>
                </span>
                <span class="hint">{syncing.page.kinds[entry.kind]}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Later load={errandList} props={{ refused: false }} />
      <RepairCard />
      {evicted && <p class="hint">{syncing.evicted(dateTime(evicted, timeZone()))}</p>}
      <StorageNote />
    </div>
  )
}

function StateCard() {
  const { label, icon, tone, explains } = syncState.value
  const { lastSuccess } = tally.value
  const status = syncStatus.value
  const isBusy = status.phase === 'syncing'
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!isBusy) setAsked(false)
  }, [isBusy])
  const ask = () => {
    // One that had begun by itself is the one that was asked for.
    setAsked(true)
    if (!isBusy) request('asked')
  }
  const needsSignIn = status.phase === 'stopped' && (status.reason === 'expired' || status.reason === 'other-account')
  return (
    <section class="card state" data-padded data-tone={tone}>
      <span class="state-mark">
        <Icon name={icon} size={28} />
      </span>
      <div class="stack">
        <p class="state-label">{label}</p>
        <p>{syncing.explain[explains]}</p>
        <p class="hint">{lastSuccess === null ? syncing.page.never : syncing.page.last(lastSuccessText(lastSuccess))}</p>
        {needsSignIn ? (
          <button
            type="button"
            class="button"
            data-kind="primary"
            onClick={() => {
              signingInAgain.value = true
            }}
          >
            {text.signIn.submit}
          </button>
        ) : (
          <button type="button" class="button" aria-disabled={isBusy} onClick={ask}>
            <Icon name="sync" size={20} />
            {isBusy && asked ? syncing.page.busy : syncing.page.now}
          </button>
        )}
      </div>
    </section>
  )
}

function lastSuccessText(then: number): string {
  const now = Date.now()
  return now - then < 86_400_000 ? ago(then, now) : dateTime(new Date(then).toISOString(), timeZone())
}

function MergedItem({ record }: { record: StoredCall }) {
  return (
    <li class="card" data-padded>
      <a href={to.call(record.id)}>
        <bdi>{contactOf(record.view)}</bdi>
      </a>
      <dl class="facts">
        {record.conflicts?.map((conflict) => (
          <div key={conflict.field}>
            <dt>{fieldName(conflict.field)}</dt>
            <dd>
              {syncing.page.yours}: <bdi>{said(conflict.field, conflict.yours)}</bdi>
              <br />
              {syncing.page.theirs}: <bdi>{said(conflict.field, conflict.theirs)}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <button type="button" class="button" onClick={() => void understand(record.id)}>
        {syncing.page.understood}
      </button>
    </li>
  )
}

function StorageNote() {
  const [refused, setRefused] = useState(false)
  if (persisted.value === undefined) return null
  if (persisted.value) return <p class="hint">{syncing.page.storageKept}</p>
  return (
    <section class="notice" data-tone="caution" aria-label={syncing.page.storageTitle}>
      <Icon name="alert" size={20} />
      <div>
        <p>{syncing.page.storageWarning}</p>
        <p role="status">{refused && syncing.page.storageRefused}</p>
        {!refused && (
          <button type="button" class="button" onClick={() => void protectStorage().then(() => setRefused(true))}>
            {syncing.page.storageAsk}
          </button>
        )}
      </div>
    </section>
  )
}
